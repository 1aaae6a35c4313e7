import type { PlaceFacts } from '../../graphReading';
import { noLoss, type HealthRule, type RawLoss } from '../healthRule';

/** Of what the place lost by itself. */
const share = 0.25;
const pointsMax = 10;

/** A recent change is no trouble; beside trouble of the same place it is a likely reason. */
export const change: HealthRule = {
  ofNode: ({ reading }, { before }) => lossOf(reading, before),
  ofEdge: ({ reading }, { before }) => lossOf(reading, before),
};

function lossOf({ changes }: PlaceFacts, before: readonly RawLoss[]): readonly RawLoss[] {
  const [newest] = changes;
  if (newest === undefined) return noLoss;
  const own = before.reduce((sum, { points, source }) => sum + (source === null ? points : 0), 0);
  if (own === 0) return noLoss;
  const points = Math.min(pointsMax, share * own);
  return [{ points, now: null, usual: null, detail: null, said: newest.title, source: null }];
}
