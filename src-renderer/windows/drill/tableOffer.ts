import { useMemo } from 'react';
import type { Table } from '../../../contract/frames';
import type { WorkspaceView } from '../../../contract/state';
import { statusSource, type ExportOffer } from '../../export/exportOffer';
import type { CsvTable } from '../../export/csv';
import { useText } from '../../i18n/useText';
import { formatIsoLocal } from '../../ui/format';
import { selectionOf, type DrillPlace } from './drillPlace';

/** What the ranked table hands out: every row with its raw numbers, and a link to this very cut. */
export function useTableOffer(workspace: WorkspaceView, place: DrillPlace, table: Table | null, metricName: string): ExportOffer {
  const text = useText();
  return useMemo(
    () => ({
      title: `${metricName} · ${text('drill.title')}`,
      source: () => statusSource(table?.status),
      table: () => tableCsv(workspace.timeZone, place, table),
      selection: selectionOf(place),
    }),
    [workspace.timeZone, place, table, metricName, text],
  );
}

const numbers = ['now', 'expected', 'yesterday', 'lastWeek'] as const;

/** Dimension ids and column names as the workspace and the frames have them: the same in both languages, for programs. */
export function tableCsv(timeZone: string, { metricId, path, by }: DrillPlace, table: Table | null): CsvTable {
  const fixed = Object.entries(path);
  const header = ['metric', 'from', 'to', ...fixed.map(([dimensionId]) => dimensionId), ...by, ...numbers];
  if (table === null) return { header, rows: [] };
  const span = [formatIsoLocal(table.from, timeZone), formatIsoLocal(table.to, timeZone)];
  return {
    header,
    rows: table.keys.map((key, i) => [
      metricId,
      ...span,
      ...fixed.map(([, value]) => value),
      ...key,
      ...numbers.map((name) => table[name][i] ?? null),
    ]),
  };
}
