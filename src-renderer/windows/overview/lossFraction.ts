/** `lost` of every `of` orders. */
export interface LossFraction {
  readonly lost: number;
  readonly of: number;
}

/** Larger denominators are exact but nobody counts in sevenths. */
const denominators = [2, 3, 4, 5, 6] as const;
/** What one more in the denominator must gain to be worth saying. */
const plainness = 0.005;

/** The plainest fraction near a share 0–1: 0.341 → 1 of 3. */
export function lossFraction(share: number): LossFraction {
  const [nearest] = denominators
    .map((of) => ({ of, lost: Math.min(of - 1, Math.max(1, Math.round(share * of))) }))
    .sort((a, b) => unease(a, share) - unease(b, share));
  return nearest ?? { lost: 1, of: 2 };
}

function unease({ lost, of }: LossFraction, share: number): number {
  return Math.abs(lost / of - share) + plainness * of;
}
