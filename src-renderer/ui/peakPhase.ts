import type { Peak } from '../../contract/state';
import { formatClock } from './format';

/** Where the day stands between its peaks. Spans in ms, counted on the wall clock of the workspace. */
export type PeakPhase =
  | { readonly phase: 'rising'; readonly peak: Peak; readonly toTopMs: number }
  | { readonly phase: 'falling'; readonly peak: Peak; readonly pastTopMs: number }
  | { readonly phase: 'ahead'; readonly peak: Peak; readonly toTopMs: number };

const dayMs = 86_400_000;

/** The peak that `at` (room epoch ms) lies in, else the next one to begin; null when the workspace names none. */
export function peakPhase(peaks: readonly Peak[], at: number, timeZone: string): PeakPhase | null {
  const now = clockMs(formatClock(at, timeZone));
  // A peak may cross midnight, so everything is counted forward from its start.
  const inside = peaks.find((peak) => forward(clockMs(peak.from), now) < forward(clockMs(peak.from), clockMs(peak.to)));
  if (inside !== undefined) {
    const since = forward(clockMs(inside.from), now);
    const top = forward(clockMs(inside.from), clockMs(inside.top));
    return since < top
      ? { phase: 'rising', peak: inside, toTopMs: top - since }
      : { phase: 'falling', peak: inside, pastTopMs: since - top };
  }
  const [next] = [...peaks].sort((a, b) => forward(now, clockMs(a.from)) - forward(now, clockMs(b.from)));
  return next === undefined ? null : { phase: 'ahead', peak: next, toTopMs: forward(now, clockMs(next.top)) };
}

function forward(fromMs: number, toMs: number): number {
  return (toMs - fromMs + dayMs) % dayMs;
}

/** `12:04:31` or `12:04` → ms since midnight. */
function clockMs(clock: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = clock.split(':').map(Number);
  return ((hours * 60 + minutes) * 60 + seconds) * 1_000;
}
