import { mergedIntoOf, type Incident } from '../../contract/incidents';
import type { WorkspaceView } from '../../contract/state';
import type { CsvTable } from '../export/csv';
import type { ExportOffer } from '../export/exportOffer';
import { formatIsoLocal } from '../ui/format';

/** What a list of incidents hands out: the open ones and the resolved of today, with their raw numbers. */
export function incidentsOffer(
  title: string,
  { timeZone, source }: Pick<WorkspaceView, 'timeZone' | 'source'>,
  incidents: readonly Incident[],
): ExportOffer {
  return {
    title,
    source: () => ({ sampleAt: incidents[0]?.updatedAt ?? null, backendIds: [source] }),
    table: () => incidentsCsv(timeZone, incidents),
    selection: null,
  };
}

export function incidentsCsv(timeZone: string, incidents: readonly Incident[]): CsvTable {
  const time = (at: number | null): string | null => (at === null ? null : formatIsoLocal(at, timeZone));
  return {
    header: [
      ...['id', 'grade', 'worst', 'phase', 'headline_zh', 'headline_en', 'startedAt', 'raisedAt', 'resolvedAt'],
      ...['alarms', 'signals', 'lostPerMinute', 'lostSoFar', 'acknowledgedBy', 'falseAlarm', 'mergedInto'],
    ],
    rows: incidents.map((each) => [
      ...[each.id, each.grade, each.gradeWorst, each.phase, each.headline.zh, each.headline.en],
      ...[time(each.startedAt), time(each.raisedAt), time(each.resolvedAt), each.alarmCount, each.signalCount],
      ...[each.cost?.perMinute ?? null, each.cost?.soFar ?? null, each.acknowledged?.by ?? null],
      ...[each.verdict?.false === true ? 'yes' : null, mergedIntoOf(each)],
    ]),
  };
}
