import type { FeedBatchInput } from '../../../contract/pushFeed';

export type LoggedBatch = FeedBatchInput & { readonly cursor: number };

/** The newest batches, by cursor. What falls out at the old end is remembered only as the moment from which the rest is whole. */
export class FeedLog {
  readonly #batches: LoggedBatch[] = [];
  #next = 1;
  #completeFrom: number | null = null;

  constructor(private readonly batchesMax: number) {}

  /** The cursor of the oldest batch that is left; that of the next one when none is. */
  get oldest(): number {
    return this.#next - this.#batches.length;
  }
  get next(): number {
    return this.#next;
  }
  /** Samples before this may have been in batches that are gone, or were never pushed; null while nothing is known. */
  get completeFrom(): number | null {
    return this.#completeFrom;
  }

  /** Of an empty log: what follows is whole from this moment on. */
  beginAt(at: number): void {
    if (this.#next === 1) this.#completeFrom = at;
  }

  append(batch: Omit<FeedBatchInput, 'cursor'>): void {
    this.#batches.push({ ...batch, cursor: this.#next });
    this.#next += 1;
    // Of a log that began without a word the first watermark is the first thing that is known.
    this.#completeFrom ??= batch.seenTo ?? null;
    while (this.#batches.length > this.batchesMax) this.#forgetOldest();
  }

  at(cursor: number): LoggedBatch | undefined {
    return this.#batches[cursor - this.oldest];
  }

  /** Forgets all of it: whoever comes back has missed something. */
  forget(): void {
    while (this.#batches.length > 0) this.#forgetOldest();
  }

  #forgetOldest(): void {
    const gone = this.#batches.shift();
    this.#completeFrom = gone?.seenTo ?? this.#completeFrom;
  }
}
