/** A span in the past that tells what is usual at a moment, room epoch ms. */
export interface ReferenceSpan {
  readonly from: number;
  readonly to: number;
}

/** The spans a moment is compared with, the same count and order for every moment. Multiples of `stepMs`. */
export function referenceSpans(to: number, stepMs: number): readonly ReferenceSpan[] {
  const end = Math.floor((to - 5 * 60_000) / stepMs) * stepMs;
  return [{ from: end - 30 * 60_000, to: end }];
}
