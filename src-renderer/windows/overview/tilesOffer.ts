import { useMemo } from 'react';
import type { StageReading, WorkspaceView } from '../../../contract/state';
import type { CsvTable } from '../../export/csv';
import type { ExportOffer } from '../../export/exportOffer';
import { useLanguage, useText } from '../../i18n/useText';
import type { Language } from '../../../contract/choices';
import { windowConsole } from '../../state/windowConsole';
import { formatIsoLocal } from '../../ui/format';

/** What the row of tiles hands out: one line a stage. */
export function useTilesOffer(workspace: WorkspaceView): ExportOffer {
  const text = useText();
  const language = useLanguage();
  return useMemo(
    () => ({
      title: `${workspace.name[language]} · ${text('tiles.title')}`,
      source: () => {
        const stages = stagesOf(workspace);
        const times = stages.flatMap(({ sampleAt }) => sampleAt ?? []);
        const backendIds = workspace.funnel.flatMap(({ metricId }) => workspace.metrics[metricId]?.backendId ?? []);
        return { sampleAt: times.length === 0 ? null : Math.min(...times), backendIds: [...new Set(backendIds)] };
      },
      table: () => tilesTable(workspace, language),
      selection: null,
    }),
    [workspace, language, text],
  );
}

/** Names of columns as the shared state has them: the same in both languages, for programs that read many such files. */
const numbers = ['value', 'yesterday', 'lastWeek', 'expected', 'conversion', 'conversionExpected', 'missingSoFar'] as const;

function tilesTable(workspace: WorkspaceView, language: Language): CsvTable {
  return {
    header: ['stage', 'unit', 'bucketAt', 'bucketAtMs', ...numbers],
    rows: stagesOf(workspace).map((stage) => {
      const metric = workspace.metrics[stage.metricId];
      return [
        metric?.name[language] ?? stage.metricId,
        metric?.unit ?? '',
        stage.bucketAt === null ? null : formatIsoLocal(stage.bucketAt, workspace.timeZone),
        stage.bucketAt,
        ...numbers.map((name) => stage[name]),
      ];
    }),
  };
}

function stagesOf(workspace: WorkspaceView): readonly StageReading[] {
  const { stages } = windowConsole().getState().shared;
  return workspace.funnel.flatMap(({ metricId }) => stages[metricId] ?? []);
}
