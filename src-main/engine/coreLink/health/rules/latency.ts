import type { Explained } from '../explainNode';
import { dividedLoss, noLoss, type HealthRule, type RawLoss } from '../healthRule';
import type { JudgedEdge } from '../judgeGraph';
import type { JudgedSide, NowAndUsual } from '../judgedSide';

/** Each doubling costs so much, up to a most. */
const doublingPoints = 20;
const pointsMax = 70;
/** Less is a busier day than usual. */
const ratioMin = { p50: 1.2, p99: 1.3 };
/** As many ms more cost half, because nobody waits for one ms; and below the least nothing. */
const halfMs = 12;
const extraMsMin = 1;

/** Slower than usual, in times and in ms; the worse of the middle and the tail. */
export const latency: HealthRule = {
  ofNode: ({ side, explained }) => worse((key) => ofOne(side, explained, key)),
  ofEdge: (edge) => worse((key) => ofLink(edge, key)),
};

function ofOne(side: JudgedSide, explained: Explained, key: 'p50' | 'p99'): readonly RawLoss[] {
  const points = pointsOf(side[key], key);
  return points === 0 ? noLoss : dividedLoss({ points, ...side[key], detail: key }, explained[key]);
}

function ofLink({ reading, caller, callee, split }: JudgedEdge, key: 'p50' | 'p99'): readonly RawLoss[] {
  const side = slowerSide(caller, callee, key)[key];
  const points = pointsOf(side, key);
  if (points === 0) return noLoss;
  const network = Math.max(0, split.networkMs[key]);
  const passed = Math.max(0, Math.min(1, 1 - network / (side.now - side.usual)));
  // A part of the way is a loss of its own only when it would be one by itself.
  const share = network < extraMsMin || passed > 0.8 ? 1 : passed < 0.2 ? 0 : passed;
  const parts = dividedLoss({ points, ...side, detail: key }, { share, place: reading.to });
  return parts.map((part) => (part.source === null ? { ...part, detail: 'network' } : part));
}

/** The caller's view is what people wait for; where it gave up waiting, the callee's is the truth. */
function slowerSide(caller: JudgedSide, callee: JudgedSide, key: 'p50' | 'p99'): JudgedSide {
  return Number.isNaN(caller[key].now) || callee[key].now > caller[key].now ? callee : caller;
}

function pointsOf({ now, usual }: NowAndUsual, key: 'p50' | 'p99'): number {
  const extra = now - usual;
  const ratio = now / usual;
  if (!(ratio >= ratioMin[key] && extra >= extraMsMin)) return 0;
  return Math.min(pointsMax, (doublingPoints * Math.log2(ratio) * extra) / (extra + halfMs));
}

function worse(read: (key: 'p50' | 'p99') => readonly RawLoss[]): readonly RawLoss[] {
  const [middle, tail] = [read('p50'), read('p99')];
  return sumOf(tail) > sumOf(middle) ? tail : middle;
}

function sumOf(losses: readonly RawLoss[]): number {
  return losses.reduce((sum, { points }) => sum + points, 0);
}
