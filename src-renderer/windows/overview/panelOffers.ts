import type { RoomEvent, WorkspaceView } from '../../../contract/state';
import type { CsvTable } from '../../export/csv';
import { statusSource, type ExportOffer } from '../../export/exportOffer';
import type { OpenDimension } from '../../slices/useDimensionReadings';
import { formatIsoLocal } from '../../ui/format';

/** What "where" hands out: every value of every dimension with its raw numbers. */
export function whereOffer(title: string, workspace: WorkspaceView, dimensions: readonly OpenDimension[]): ExportOffer {
  return {
    title,
    source: () => statusSource(dimensions[0]?.table?.status),
    table: () => whereCsv(workspace, dimensions),
    selection: { metricId: workspace.headlineMetricId, slice: {}, against: null },
  };
}

/** What the list of alerts and changes hands out: all that is known of the last day, not only the rows that fit. */
export function eventsOffer(title: string, workspace: WorkspaceView, events: readonly RoomEvent[]): ExportOffer {
  return {
    title,
    source: () => ({ sampleAt: events[0]?.at ?? null, backendIds: [...new Set(events.map(({ backendId }) => backendId))] }),
    table: () => eventsCsv(workspace.timeZone, events),
    selection: null,
  };
}

/** Ids as the workspace has them: the same in both languages, for programs. */
export function whereCsv({ timeZone, headlineMetricId }: WorkspaceView, dimensions: readonly OpenDimension[]): CsvTable {
  return {
    header: ['metric', 'from', 'to', 'dimension', 'value', 'now', 'expected', 'yesterday', 'lastWeek'],
    rows: dimensions.flatMap(({ dimensionId, table }) =>
      table === null
        ? []
        : table.keys.map(([value], i) => [
            headlineMetricId,
            formatIsoLocal(table.from, timeZone),
            formatIsoLocal(table.to, timeZone),
            dimensionId,
            value ?? '',
            table.now[i] ?? null,
            table.expected[i] ?? null,
            table.yesterday[i] ?? null,
            table.lastWeek[i] ?? null,
          ]),
    ),
  };
}

export function eventsCsv(timeZone: string, events: readonly RoomEvent[]): CsvTable {
  return {
    header: ['at', 'until', 'kind', 'severity', 'state', 'title_zh', 'title_en', 'target', 'traffic', 'source'],
    rows: events.map(({ at, until, kind, severity, alert, title, target, traffic, backendId }) => [
      formatIsoLocal(at, timeZone),
      until === null ? null : formatIsoLocal(until, timeZone),
      kind,
      severity,
      alert?.state ?? null,
      title.zh,
      title.en,
      target,
      traffic,
      backendId,
    ]),
  };
}
