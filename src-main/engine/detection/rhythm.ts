import type { SeriesKind } from '../../../contract/detection';
import type { LocalLevel } from './localLevel';
import type { NumberCursor } from './seriesMemory';
import type { SeriesPart } from './seriesPart';
import type { UsualDay } from './usualDay';

const hourMs = 3_600_000;
/** The day's curve has to stand out of the noise this many times to be a rhythm. */
const rhythmDeviations = 2;

/** Which kind of series it is, decided anew every hour. */
export class Rhythm implements SeriesPart {
  readonly numberCount = 2;
  readonly tableLength = 0;
  #periodic = 0;
  #decideAt = Number.NEGATIVE_INFINITY;

  kindOf(at: number, local: LocalLevel, usual: UsualDay): SeriesKind {
    if (local.kind === 'irregular') return 'irregular';
    if (at >= this.#decideAt) {
      this.#decideAt = at + hourMs;
      this.#periodic = usual.swing > rhythmDeviations * local.noise.usual ? 1 : 0;
    }
    return this.#periodic === 1 ? 'periodic' : 'stable';
  }

  recall(numbers: NumberCursor): void {
    this.#periodic = numbers.take();
    this.#decideAt = numbers.take();
  }

  keep(numbers: NumberCursor): void {
    numbers.put(this.#periodic);
    numbers.put(this.#decideAt);
  }

  forget(): void {
    this.#periodic = 0;
    this.#decideAt = Number.NEGATIVE_INFINITY;
  }
}
