/** Of the standard normal distribution, for the shares that are asked for here. */
const normalQuantile = { 0.975: 1.959964 } as const;

/**
 * Student's t, by the expansion of Cornish and Fisher (Abramowitz & Stegun 26.7.5): within 1 % from 3 degrees of freedom on. With fewer it
 * is too small, so they count as 3 at least.
 */
export function studentQuantile(share: keyof typeof normalQuantile, freedom: number): number {
  const z = normalQuantile[share];
  const v = Math.max(3, freedom);
  return (
    z +
    (z ** 3 + z) / (4 * v) +
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * v ** 2) +
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / (384 * v ** 3)
  );
}
