import { dividedLoss, noLoss, type HealthRule, type RawLoss } from '../healthRule';
import type { JudgedEdge, JudgedNode } from '../judgeGraph';
import type { JudgedSide, NowAndUsual } from '../judgedSide';
import { splitCalls } from '../splitCalls';

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
  ofNode(node) {
    const { p50, p99 } = node.side;
    return isSlow(p50, p99) ? worse(ofOne(node, p50, 'p50'), ofOne(node, p99, 'p99')) : noLoss;
  },
  ofEdge(edge) {
    const { p50 } = slowerSide(edge, 'p50');
    const { p99 } = slowerSide(edge, 'p99');
    if (!isSlow(p50, p99)) return noLoss;
    const { networkMs } = splitCalls(edge);
    return worse(ofLink(edge, p50, networkMs.p50, 'p50'), ofLink(edge, p99, networkMs.p99, 'p99'));
  },
};

/** Most places are not, and nothing more is worked out for them. */
function isSlow(p50: NowAndUsual, p99: NowAndUsual): boolean {
  return pointsOf(p50, ratioMin.p50) > 0 || pointsOf(p99, ratioMin.p99) > 0;
}

function ofOne({ explained }: JudgedNode, { now, usual }: NowAndUsual, key: 'p50' | 'p99'): readonly RawLoss[] {
  const points = pointsOf({ now, usual }, ratioMin[key]);
  return points === 0 ? noLoss : dividedLoss({ points, now, usual, detail: key }, explained()[key]);
}

function ofLink({ reading }: JudgedEdge, { now, usual }: NowAndUsual, networkMs: number, key: 'p50' | 'p99'): readonly RawLoss[] {
  const points = pointsOf({ now, usual }, ratioMin[key]);
  if (points === 0) return noLoss;
  const network = Math.max(0, networkMs);
  const passed = Math.max(0, Math.min(1, 1 - network / (now - usual)));
  // A part of the way is a loss of its own only when it would be one by itself.
  const share = network < extraMsMin || passed > 0.8 ? 1 : passed < 0.2 ? 0 : passed;
  const parts = dividedLoss({ points, now, usual, detail: key }, { share, place: reading.to });
  return parts.map((part) => (part.source === null ? { ...part, detail: 'network' } : part));
}

/** The caller's view is what people wait for; where it gave up waiting, the callee's is the truth. */
function slowerSide({ caller, callee }: JudgedEdge, key: 'p50' | 'p99'): JudgedSide {
  return Number.isNaN(caller[key].now) || callee[key].now > caller[key].now ? callee : caller;
}

function pointsOf({ now, usual }: NowAndUsual, least: number): number {
  const extra = now - usual;
  const ratio = now / usual;
  if (!(ratio >= least && extra >= extraMsMin)) return 0;
  return Math.min(pointsMax, (doublingPoints * Math.log2(ratio) * extra) / (extra + halfMs));
}

function worse(middle: readonly RawLoss[], tail: readonly RawLoss[]): readonly RawLoss[] {
  return sumOf(tail) > sumOf(middle) ? tail : middle;
}

function sumOf(losses: readonly RawLoss[]): number {
  return losses.reduce((sum, { points }) => sum + points, 0);
}
