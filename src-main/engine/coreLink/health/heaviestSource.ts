import type { RawLoss } from './healthRule';

/** Who passed on most of what was lost; null when most of it is the place's own, or nothing was lost. */
export function heaviestSource(losses: readonly RawLoss[]): number | null {
  if (losses.length < 2) return losses[0]?.source ?? null;
  const bySource = new Map<number | null, number>();
  for (const { source, points } of losses) bySource.set(source, (bySource.get(source) ?? 0) + points);
  let heaviest: number | null = null;
  let most = 0;
  for (const [source, points] of bySource)
    if (points > most) {
      most = points;
      heaviest = source;
    }
  return heaviest;
}
