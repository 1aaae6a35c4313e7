import type { Direction, Judgement } from '../../../contract/detection';

const dayMs = 86_400_000;
/** What people said counts for so long: systems change. */
const rememberedMs = 28 * dayMs;
/** However often somebody cried false alarm: beyond this it alarms all the same. */
const demandedMax = 4;

/** What people said of alarms, as the score that a series has to pass before it alarms like that again. */
export class Judgements {
  #demanded = new Map<string, number>();

  /** All of them, whole; a later one about the same series and direction has the last word. @param now room epoch ms */
  use(judgements: readonly Judgement[], now: number): void {
    this.#demanded = new Map();
    for (const { seriesKey, direction, peakScore, verdict, at } of [...judgements].sort((a, b) => a.at - b.at)) {
      if (at < now - rememberedMs) continue;
      const key = keyOf(seriesKey, direction);
      const before = this.#demanded.get(key) ?? 1;
      this.#demanded.set(key, verdict === 'false' ? Math.min(demandedMax, Math.max(before, peakScore)) : 1);
    }
  }

  demanded(seriesKey: string, direction: Direction): number {
    // Asked for every sample, and mostly nobody has said a word.
    if (this.#demanded.size === 0) return 1;
    return this.#demanded.get(keyOf(seriesKey, direction)) ?? 1;
  }
}

function keyOf(seriesKey: string, direction: Direction): string {
  return `${direction} ${seriesKey}`;
}
