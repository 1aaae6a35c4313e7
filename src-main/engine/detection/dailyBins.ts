/** Position of a time of day among bins whose centres are evenly spread: the bin before it, the bin after it, and the share of the way. */
export class DayPosition {
  before = 0;
  after = 0;
  share = 0;

  /** @param dayShare time of day in [0, 1) */
  set(dayShare: number, binCount: number): void {
    const position = dayShare * binCount - 0.5;
    const floor = Math.floor(position);
    this.share = position - floor;
    this.before = (floor + binCount) % binCount;
    this.after = (floor + 1) % binCount;
  }
}

/** Linear between the two bins; NaN until both are known. */
export function readBins(bins: Float32Array, { before, after, share }: DayPosition): number {
  const from = bins[before] ?? Number.NaN;
  return from + ((bins[after] ?? Number.NaN) - from) * share;
}

/** Moves both bins towards the value, each by its share of `rate`; an unknown bin becomes `first`. */
export function learnBins(
  bins: Float32Array,
  { before, after, share }: DayPosition,
  value: number,
  rate: number,
  first: number,
): void {
  learnBin(bins, before, value, rate * (1 - share), first);
  learnBin(bins, after, value, rate * share, first);
}

function learnBin(bins: Float32Array, bin: number, value: number, rate: number, first: number): void {
  const known = bins[bin] ?? Number.NaN;
  bins[bin] = Number.isNaN(known) ? first : known + rate * (value - known);
}
