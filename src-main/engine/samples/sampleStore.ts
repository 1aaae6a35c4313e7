import type { Series } from './series';
import type { SlotRange } from './slotRanges';

/** Slots per page: 512 × 10 s is 85 minutes, so a live curve lives in two pages and yesterday's in two more. */
const pageSlots = 512;
/** 8 million samples are 72 MB: every series of 200 charts, each with six days beside it. */
export const samplesMax = 8_000_000;

const unknown = 0;
const provisional = 1;
const final = 2;

interface Page {
  series: Series;
  index: number;
  readonly values: Float64Array;
  readonly states: Uint8Array;
}

/**
 * Samples in memory: a fixed number of fixed-size pages with epoch-aligned slots, reused in a ring of least recent use.
 * Pages rather than one ring per series, because a line shows up to six windows of the same series (today, yesterday,
 * last week, …) that lie days apart. NaN = gap. A slot is unknown, provisional (its bucket still fills) or final.
 */
export class SampleStore {
  readonly #pages = new Map<string, Map<number, Page>>();
  /** Oldest use first; a Map keeps insertion order. */
  readonly #recency = new Map<Page, true>();
  readonly #pagesMax: number;
  #world = 0;

  constructor(limit = samplesMax) {
    this.#pagesMax = Math.max(1, Math.floor(limit / pageSlots));
  }

  /** Rises when samples were forgotten because a backend turned out to be another: nothing drawn before may be kept. */
  get world(): number {
    return this.#world;
  }

  get pageCount(): number {
    return this.#recency.size;
  }

  /** Writes values from `firstSlot` on; those before `finalTo` (a slot) will not be asked for again. */
  write(series: Series, firstSlot: number, values: Float64Array, finalTo: number): void {
    let page: Page | undefined;
    for (let i = 0; i < values.length; i += 1) {
      const slot = firstSlot + i;
      const index = Math.floor(slot / pageSlots);
      if (page?.index !== index) page = this.#pageFor(series, index);
      const at = slot - index * pageSlots;
      const value = values[i] ?? Number.NaN;
      const state = slot < finalTo ? final : Number.isNaN(value) ? unknown : provisional;
      if (state === unknown && page.states[at] === unknown) continue;
      // A final value is never replaced by a provisional one: an old answer may arrive late.
      if (state !== final && page.states[at] === final) continue;
      page.values[at] = value;
      page.states[at] = state;
    }
  }

  /** Copies slots [firstSlot, firstSlot + count) to `out`, NaN where nothing is known. */
  read(series: Series, firstSlot: number, count: number, out: Float64Array, outAt = 0): void {
    out.fill(Number.NaN, outAt, outAt + count);
    this.#eachPage(series, firstSlot, count, (page, from, to, pageFrom) => {
      if (page === undefined) return;
      out.set(page.values.subarray(from - pageFrom, to - pageFrom), outAt + from - firstSlot);
      this.#touch(page);
    });
  }

  /** Slots that are not final, as ranges. */
  missing(series: Series, firstSlot: number, count: number): SlotRange[] {
    const ranges: SlotRange[] = [];
    let openFrom: number | null = null;
    this.#eachPage(series, firstSlot, count, (page, from, to, pageFrom) => {
      for (let slot = from; slot < to; slot += 1) {
        const isFinal = page !== undefined && page.states[slot - pageFrom] === final;
        if (!isFinal) openFrom ??= slot;
        else if (openFrom !== null) {
          ranges.push({ from: openFrom, to: slot });
          openFrom = null;
        }
        if (page === undefined) slot = to - 1;
      }
    });
    if (openFrom !== null) ranges.push({ from: openFrom, to: firstSlot + count });
    return ranges;
  }

  /** Forgets that slots without a value were answered, so that they are asked for again. */
  forgetGaps(series: Series, { from: firstSlot, to: endSlot }: SlotRange): void {
    this.#eachPage(series, firstSlot, endSlot - firstSlot, (page, from, to, pageFrom) => {
      if (page === undefined) return;
      for (let at = from - pageFrom; at < to - pageFrom; at += 1) if (Number.isNaN(page.values[at])) page.states[at] = unknown;
    });
  }

  /** Forgets all samples of one backend: what it says now comes from another world. */
  dropBackend(backendId: string): void {
    this.#world += 1;
    for (const page of [...this.#recency.keys()]) if (page.series.backendId === backendId) this.#remove(page);
  }

  #eachPage(
    series: Series,
    firstSlot: number,
    count: number,
    visit: (page: Page | undefined, from: number, to: number, pageFrom: number) => void,
  ): void {
    const pages = this.#pages.get(series.key);
    const end = firstSlot + count;
    for (let from = firstSlot; from < end;) {
      const index = Math.floor(from / pageSlots);
      const pageFrom = index * pageSlots;
      const to = Math.min(end, pageFrom + pageSlots);
      visit(pages?.get(index), from, to, pageFrom);
      from = to;
    }
  }

  #pageFor(series: Series, index: number): Page {
    const known = this.#pages.get(series.key)?.get(index);
    if (known !== undefined) {
      this.#touch(known);
      return known;
    }
    const page = this.#freshPage(series, index);
    const pages = this.#pages.get(series.key) ?? new Map<number, Page>();
    pages.set(index, page);
    this.#pages.set(series.key, pages);
    this.#recency.set(page, true);
    return page;
  }

  #freshPage(series: Series, index: number): Page {
    const oldest = this.#recency.size < this.#pagesMax ? undefined : this.#recency.keys().next().value;
    if (oldest === undefined) {
      const values = new Float64Array(pageSlots).fill(Number.NaN);
      return { series, index, values, states: new Uint8Array(pageSlots) };
    }
    this.#remove(oldest);
    oldest.series = series;
    oldest.index = index;
    oldest.values.fill(Number.NaN);
    oldest.states.fill(unknown);
    return oldest;
  }

  #remove(page: Page): void {
    this.#recency.delete(page);
    const pages = this.#pages.get(page.series.key);
    pages?.delete(page.index);
    if (pages?.size === 0) this.#pages.delete(page.series.key);
  }

  #touch(page: Page): void {
    this.#recency.delete(page);
    this.#recency.set(page, true);
  }
}
