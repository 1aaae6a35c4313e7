import type { Span } from '../../asking/spanAnswers';
import { referenceSpans } from '../health/referenceSpans';

/** Long enough that a shop at noon counts calls by the thousand, short enough that trouble shows within a minute. */
const judgedMs = 30_000;
/** What was usual does not change within a minute: its spans move that seldom, and their answers are kept meanwhile. */
const referenceStrideMs = 60_000;

export interface MomentSpans {
  /** The last complete span before the moment. */
  readonly judged: Span;
  readonly past: readonly Span[];
}

/** @param at null follows what was seen; multiples of `stepMs` so that answers repeat. */
export function momentSpans(at: number | null, stepMs: number, seenTo: number): MomentSpans {
  const to = Math.floor(Math.min(at ?? seenTo, seenTo) / stepMs) * stepMs;
  const spanMs = Math.ceil(judgedMs / stepMs) * stepMs;
  const strideMs = Math.ceil(referenceStrideMs / stepMs) * stepMs;
  return { judged: { from: to - spanMs, to }, past: referenceSpans(Math.floor(to / strideMs) * strideMs, stepMs) };
}
