import { DayPosition } from './dailyBins';
import type { DayNote, Outlook } from './detector';
import type { LevelParts } from './levelParts';
import { scaleBinCount } from './noiseScale';

const dayMs = 86_400_000;
const bandDeviations = 3;
/** A forecast is less sure by the hour, like a walk whose level forgets in three quarters of one. */
const sureMs = 2_700_000;
const position = new DayPosition();

/** The usual day at today's level: what is happening just now is not part of what is expected, however long it may last. */
export function lookAhead(parts: LevelParts, newestAt: number, localAt: number, note: DayNote, out: Outlook): void {
  const { local, usual, departure, stepMs } = parts;
  const aheadMs = localAt - newestAt;
  const then = usual.at(localAt, note);
  if (!(aheadMs >= 0) || aheadMs > dayMs || Number.isNaN(then) || local.kind === 'irregular') {
    out.expected = Number.NaN;
    out.low = Number.NaN;
    out.high = Number.NaN;
    return;
  }
  position.set(((localAt + stepMs / 2) % dayMs) / dayMs, scaleBinCount);
  const noise = local.noise.at(position);
  const wander = usual.unitAt(then) * departure.noise.at(position) * Math.sqrt(1 + aheadMs / sureMs);
  const half = bandDeviations * Math.hypot(noise, wander);
  const floor = usual.isCount ? 0 : Number.NEGATIVE_INFINITY;
  out.expected = Math.max(floor, then);
  out.low = Math.max(floor, out.expected - half);
  out.high = out.expected + half;
}
