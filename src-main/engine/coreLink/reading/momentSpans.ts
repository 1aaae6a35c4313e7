import type { Span } from '../../asking/spanAnswers';
import { referenceSpans } from '../health/referenceSpans';
import { judgedSpanMs } from '../health/scoreGraph';

export interface MomentSpans {
  /** The last complete span before the moment. */
  readonly judged: Span;
  /** What it is compared with; these stay the same for minutes, so that their answers are asked for once. */
  readonly past: readonly Span[];
}

/** @param at null follows what was seen; multiples of `stepMs` so that answers repeat. */
export function momentSpans(at: number | null, stepMs: number, seenTo: number, timeZone: string): MomentSpans {
  const to = Math.floor(Math.min(at ?? seenTo, seenTo) / stepMs) * stepMs;
  const spanMs = Math.ceil(judgedSpanMs / stepMs) * stepMs;
  return { judged: { from: to - spanMs, to }, past: referenceSpans(to, stepMs, timeZone) };
}
