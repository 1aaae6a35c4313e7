/**
 * Whether a sample counts at a sensitivity, for every detector alike: at 1 when the detector says so; at s > 1 also when it
 * is only 1/s as abnormal as what is just worth an alarm; at s < 1 only when it is 1/s times as abnormal. A higher sensitivity
 * never says less.
 */
export function countsAt(sensitivity: number, saysSo: boolean, score: number): boolean {
  if (sensitivity === 1) return saysSo;
  const reaches = score * sensitivity >= 1;
  return sensitivity > 1 ? saysSo || reaches : saysSo && reaches;
}
