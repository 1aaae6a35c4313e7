import { DayPosition } from './dailyBins';
import type { DayNote, Outlook } from './detector';
import type { LevelParts } from './levelParts';
import { scaleBinCount } from './noiseScale';

const dayMs = 86_400_000;
const bandDeviations = 3;
/** A forecast is less sure by the hour, like a walk whose level forgets in three quarters of one. */
const sureMs = 2_700_000;
/** A trend goes on for about so long (damped as in Gardner & McKenzie 1985), a departure for this long. */
const trendLastsMs = 1_800_000;
const departureLastsMs = 7_200_000;

const position = new DayPosition();

/** The usual day at today's level, and what is happening just now carried on: a slow decline goes on declining for a while. */
export function lookAhead(parts: LevelParts, newestAt: number, localAt: number, note: DayNote, out: Outlook): void {
  const { local, usual, departure, belowBudget, aboveBudget, stepMs } = parts;
  const aheadMs = localAt - newestAt;
  const now = usual.at(newestAt, note);
  const then = usual.at(localAt, note);
  if (!(aheadMs >= 0) || aheadMs > dayMs || Number.isNaN(then) || local.kind === 'irregular') {
    out.expected = Number.NaN;
    out.low = Number.NaN;
    out.high = Number.NaN;
    return;
  }
  const threshold = departure.drift > 0 ? aboveBudget.threshold : belowBudget.threshold;
  const trend = (departure.trend / stepMs) * trendLastsMs * (1 - Math.exp(-aheadMs / trendLastsMs));
  const goesOn = departure.isSuspicious(threshold) ? (departure.mean + trend) * Math.exp(-aheadMs / departureLastsMs) : 0;
  const scale = usual.isCount && now > 0 ? then / now : 1;
  position.set(((localAt + stepMs / 2) % dayMs) / dayMs, scaleBinCount);
  const noise = local.noise.at(position);
  const wander = usual.unitAt(then) * departure.noise.at(position) * Math.sqrt(1 + aheadMs / sureMs);
  const half = bandDeviations * Math.hypot(noise, wander);
  const floor = usual.isCount ? 0 : Number.NEGATIVE_INFINITY;
  out.expected = Math.max(floor, then + goesOn * scale);
  out.low = Math.max(floor, out.expected - half);
  out.high = out.expected + half;
}
