/** Line widths by step, CSS px at zoom 1: a tenfold rate is one step. */
export const rateWidths = [1, 1.2, 1.5, 1.9, 2.4, 3] as const;

/** A rate has to pass an edge by this much of a step before the line changes. */
const slack = 0.2;

/** Step of a rate per second on a log scale: below 1 is 0, then one step for each tenfold. `before` holds it still about an edge. */
export function rateStepOf(requests: number, before: number | null): number {
  if (!(requests > 0)) return 0;
  const exact = Math.log10(requests) + 1;
  if (before !== null && exact > before - slack && exact < before + 1 + slack) return before;
  return Math.min(rateWidths.length - 1, Math.max(0, Math.floor(exact)));
}
