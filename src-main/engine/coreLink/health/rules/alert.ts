import type { EventSeverity } from '../../../../../contract/state';
import type { PlaceFacts } from '../../graphReading';
import { noLoss, type HealthRule, type RawLoss } from '../healthRule';
import { heaviestSource } from '../heaviestSource';

const pointsBySeverity: Readonly<Record<EventSeverity, number>> = { critical: 30, warning: 15, info: 3, none: 0 };

/** Alerts that fire and name the place: the gravest one, because ten of one trouble are one trouble. */
export const alert: HealthRule = {
  ofNode: ({ reading }, { before }) => lossOf(reading, before),
  ofEdge: ({ reading }, { before }) => lossOf(reading, before),
};

function lossOf({ alerts }: PlaceFacts, before: readonly RawLoss[]): readonly RawLoss[] {
  if (alerts.length === 0) return noLoss;
  const [gravest] = [...alerts].sort((a, b) => pointsBySeverity[b.severity] - pointsBySeverity[a.severity]);
  const points = gravest === undefined ? 0 : pointsBySeverity[gravest.severity];
  if (gravest === undefined || points === 0) return noLoss;
  return [{ points, now: null, usual: null, detail: null, said: gravest.title, source: heaviestSource(before) }];
}
