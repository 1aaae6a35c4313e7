import type { BacktestReport } from '../../../contract/detection';
import type { WorkspaceView } from '../../../contract/state';
import type { ExportOffer } from '../../export/exportOffer';
import { formatIsoLocal } from '../../ui/format';
import type { Verdict } from './WouldRow';

/** What the comparison hands out: every alarm of every run, with what was said of it in this window. */
export function backtestOffer(
  title: string,
  { timeZone, source }: WorkspaceView,
  { request, runs }: BacktestReport,
  verdicts: Readonly<Record<string, Verdict>>,
): ExportOffer {
  return {
    title,
    source: () => ({ sampleAt: request.to, backendIds: [source] }),
    table: () => ({
      header: [
        ...['run', 'detector', 'sensitivity', 'startedAt', 'endedAt', 'metric', 'slice', 'direction', 'shape', 'peakScore'],
        ...['value', 'expected', 'lost', 'verdict'],
      ],
      rows: runs.flatMap(({ detector, sensitivity, alarms }, i) =>
        alarms.map((alarm) => [
          ...[i + 1, detector, sensitivity, formatIsoLocal(alarm.startedAt, timeZone), formatIsoLocal(alarm.endedAt, timeZone)],
          ...[alarm.metricId, JSON.stringify(alarm.slice), alarm.direction, alarm.shape, alarm.peakScore],
          ...[alarm.value, alarm.expected, alarm.lost, verdicts[alarm.id] ?? null],
        ]),
      ),
    }),
    selection: null,
  };
}
