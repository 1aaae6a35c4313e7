/** `"NaN"` and `"±Inf"` are gaps: neither can be drawn, averaged or compared. */
export function parseSample(text: string): number {
  const value = Number(text);
  return Number.isFinite(value) ? value : Number.NaN;
}
