import type { PlaceFacts } from '../../graphReading';
import { noLoss, type HealthRule, type RawLoss } from '../healthRule';
import { heaviestSource } from '../heaviestSource';

/** A detector's score counts in multiples of what is just worth an alarm: that costs 5 points, and 15 are the most. */
const scale = { points: 5, pointsMax: 15 };

/** What detection found there, the worst of it: it sees what the spans here are too coarse for. */
export const finding: HealthRule = {
  ofNode: ({ reading }, { before }) => lossOf(reading, before),
  ofEdge: ({ reading }, { before }) => lossOf(reading, before),
};

function lossOf({ findings }: PlaceFacts, before: readonly RawLoss[]): readonly RawLoss[] {
  if (findings.length === 0) return noLoss;
  const score = findings.reduce((most, each) => Math.max(most, each.score), 0);
  if (!(score > 0)) return noLoss;
  const points = Math.min(scale.pointsMax, scale.points * Math.log2(1 + score));
  return [{ points, now: null, usual: null, detail: null, said: null, source: heaviestSource(before) }];
}
