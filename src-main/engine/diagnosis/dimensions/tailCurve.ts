const shares = [0.5, 0.9, 0.99, 0.999];
const normalQuantiles = [0.6745, 1.6449, 2.5758, 3.2905];
/** A quantile is believed with this many leaves beyond it. */
const beyondMin = 20;

/**
 * Distances (absolute deviations) of leaves that no cause explains, drawn against the normal distribution: what is called three standard deviations
 * should be exceeded by 0.27 % of them, whatever the forecast's tails are. Returns distance → standard deviations, never more than given.
 */
export function tailCurve(distances: Float64Array): (distance: number) => number {
  const sorted = distances.slice().sort();
  const knots: { from: number; to: number }[] = [{ from: 0, to: 0 }];
  shares.forEach((share, i) => {
    if (sorted.length * (1 - share) < beyondMin) return;
    const from = sorted[Math.floor(sorted.length * share)] ?? 0;
    const last = knots.at(-1) ?? { from: 0, to: 0 };
    const to = Math.min(from, normalQuantiles[i] ?? from, last.to + (from - last.from));
    if (from > last.from) knots.push({ from, to });
  });
  return (distance) => {
    let i = 1;
    while (i < knots.length - 1 && distance > (knots[i]?.from ?? 0)) i++;
    const [a, b] = [knots[i - 1], knots[i]];
    if (a === undefined || b === undefined) return distance;
    return a.to + ((distance - a.from) * (b.to - a.to)) / (b.from - a.from);
  };
}
