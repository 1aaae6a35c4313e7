import { BackendFailure, type Backend, type BackendTraits } from '../backends/backend';
import { queryIsolated } from '../backends/queryIsolated';
import type { SampleStore } from './sampleStore';
import type { Series } from './series';
import { addRange, subtractRanges, type SlotRange } from './slotRanges';
import type { Timers } from '../timers';

/** What the reader needs of one backend; BackendPoller. */
export interface ReadableBackend {
  readonly backend: Backend;
  readonly traits: BackendTraits;
  /** Samples before this moment can be asked for; null before the first answer. */
  readableTo(): number | null;
}

/** Samples on disk between memory and the backend. Never throws: a history that cannot be read is an empty one. */
export interface SampleHistory {
  /** Parts of the range that are kept, each with its values; what is not returned is asked of the backend. */
  read(series: Series, range: SlotRange): Promise<readonly KeptSamples[]>;
  append(series: Series, firstSlot: number, values: Float64Array, seenTo: number): void;
}

export interface KeptSamples {
  readonly firstSlot: number;
  readonly values: Float64Array;
}

/** Fills under way per backend, beside its poll: enough to hide latency, too few to be a burden. */
const fillsAtOnceMax = 2;
/** Numbers per request; about 2 MB of JSON. */
const numbersPerFillMax = 200_000;
/** How long a gap in an answer is believed before it is asked for again, ms. */
const gapBelievedMs = 60_000;
/** How long a backend that failed a fill is left alone, ms. */
const failureRestMs = 3_000;
const gapsRememberedMax = 10_000;
/** Fetched ahead of a sliding window on the past, in lots of this many slots. */
const aheadSlots = 60;
/** Each round of `read` fetches something; more rounds mean that memory loses it as fast. */
const attemptsMax = 100;

interface Want {
  readonly series: Series;
  ranges: SlotRange[];
}

/**
 * The one path for samples of any moment: memory → history on disk → backend, each asked only for what the one before
 * lacks. `peek` answers at once with what memory has and notes the rest; `flush` fetches what was noted, merged into few
 * requests. Who draws calls both every tick and sees lines complete themselves; who computes awaits `read`.
 */
export class SeriesReader {
  readonly #wants = new Map<string, Want>();
  readonly #underWay = new Map<string, SlotRange[]>();
  readonly #fills = new Map<string, number>();
  readonly #rests = new Map<string, { readonly untilMono: number; readonly failure: BackendFailure }>();
  #gaps: { readonly series: Series; readonly range: SlotRange; readonly untilMono: number }[] = [];
  #waiting: (() => void)[] = [];

  constructor(
    private readonly store: SampleStore,
    private readonly history: () => SampleHistory | null,
    private readonly backends: ReadonlyMap<string, ReadableBackend>,
    private readonly timers: Timers,
    private readonly signal: AbortSignal,
    private readonly onFilled: () => void,
  ) {}

  /**
   * True when memory had all of it; what lies after the newest answer cannot be had yet and does not count. A window on the
   * past slides on with the room clock, so what comes next is fetched ahead: its edge is there before it is drawn.
   */
  peek = (series: Series, firstSlot: number, count: number, out: Float64Array, outAt: number): boolean => {
    this.store.read(series, firstSlot, count, out, outAt);
    const end = firstSlot + count;
    if (!this.#note(series, end, aheadSlots / 2)) this.#note(series, end, aheadSlots);
    return this.#note(series, firstSlot, count);
  };

  /** Notes what memory lacks of these slots; true when it lacks nothing that can be had. */
  #note(series: Series, firstSlot: number, count: number): boolean {
    const seenTo = this.backends.get(series.backendId)?.readableTo() ?? null;
    if (seenTo === null) return false;
    const askable = Math.min(count, Math.floor(seenTo / series.stepMs) - firstSlot);
    if (askable <= 0) return true;
    const missing = this.store.missing(series, firstSlot, askable);
    if (missing.length === 0) return true;
    const want = this.#wants.get(series.key) ?? { series, ranges: [] };
    for (const range of missing) want.ranges = addRange(want.ranges, range);
    this.#wants.set(series.key, want);
    return false;
  }

  /** Slots [firstSlot, firstSlot + count), NaN = gap, after everything that can be fetched was. @throws BackendFailure */
  async read(series: Series, firstSlot: number, count: number): Promise<Float64Array> {
    const [column] = await this.readAll([series], firstSlot, count);
    return column ?? new Float64Array(count).fill(Number.NaN);
  }

  /** The same of several series, asked for together: one column each, in order. @throws BackendFailure */
  async readAll(all: readonly Series[], firstSlot: number, count: number): Promise<Float64Array[]> {
    const columns = all.map(() => new Float64Array(count));
    for (let attempt = 0; attempt < attemptsMax; attempt += 1) {
      all.forEach((series, i) => this.store.read(series, firstSlot, count, columns[i] ?? new Float64Array(count)));
      const lacking = all.filter((series) => !this.#note(series, firstSlot, count));
      if (lacking.length === 0) return columns;
      for (const { backendId } of lacking) {
        const rest = this.#rests.get(backendId);
        if (rest !== undefined && rest.untilMono > this.timers.monoNow()) throw rest.failure;
      }
      const settled = new Promise<void>((resolve) => this.#waiting.push(resolve));
      this.flush();
      await settled;
    }
    throw new BackendFailure(
      'too-many-points',
      `${count} buckets of ${all.map(({ metricId }) => metricId).join(', ')} do not fit in memory; ask for less or a wider step.`,
    );
  }

  /** Who draws calls this before noting anew, so that a closed panel's wishes are not fetched. */
  forgetWants(): void {
    this.#wants.clear();
  }

  /** Starts fetching what was noted, newest first; the rest follows as fetches end. */
  flush(): void {
    const nowMono = this.timers.monoNow();
    const expired = this.#gaps.filter((gap) => gap.untilMono <= nowMono);
    if (expired.length > 0) {
      for (const gap of expired) this.store.forgetGaps(gap.series, gap.range);
      this.#gaps = this.#gaps.filter((gap) => gap.untilMono > nowMono);
    }
    for (const [backendId, source] of this.backends) {
      const free = fillsAtOnceMax - (this.#fills.get(backendId) ?? 0);
      if (free <= 0 || (this.#rests.get(backendId)?.untilMono ?? 0) > nowMono) continue;
      for (const batch of batchesOf(this.#stillWanted(backendId), source.traits).slice(0, free))
        void this.#fill(backendId, source, batch);
    }
    if (this.#underWay.size === 0) this.#wake();
  }

  #stillWanted(backendId: string): Want[] {
    return [...this.#wants.values()]
      .filter(({ series }) => series.backendId === backendId)
      .map(({ series, ranges }) => {
        const missing = ranges.flatMap(({ from, to }) => this.store.missing(series, from, to - from));
        return { series, ranges: subtractRanges(missing, this.#underWay.get(series.key) ?? []) };
      })
      .filter(({ ranges }) => ranges.length > 0);
  }

  async #fill(backendId: string, source: ReadableBackend, batch: Batch): Promise<void> {
    this.#fills.set(backendId, (this.#fills.get(backendId) ?? 0) + 1);
    for (const series of batch.series)
      this.#underWay.set(series.key, addRange(this.#underWay.get(series.key) ?? [], batch.range));
    try {
      const asked = await this.#readHistory(source, batch);
      if (asked.length > 0) await this.#readBackend(source, { ...batch, series: asked });
      this.onFilled();
    } catch (error) {
      if (!(error instanceof BackendFailure)) throw error;
      this.#rests.set(backendId, { untilMono: this.timers.monoNow() + failureRestMs, failure: error });
    } finally {
      this.#fills.set(backendId, (this.#fills.get(backendId) ?? 1) - 1);
      for (const series of batch.series) {
        const left = subtractRanges(this.#underWay.get(series.key) ?? [], [batch.range]);
        if (left.length === 0) this.#underWay.delete(series.key);
        else this.#underWay.set(series.key, left);
      }
      this.#wake();
      if (!this.signal.aborted) this.flush();
    }
  }

  /** Moves what disk has into memory; the series that still lack something are returned. */
  async #readHistory(source: ReadableBackend, { series, range }: Batch): Promise<Series[]> {
    const history = source.traits.durable ? this.history() : null;
    if (history === null) return [...series];
    const lacking: Series[] = [];
    for (const one of series) {
      for (const kept of await history.read(one, range)) this.store.write(one, kept.firstSlot, kept.values, range.to);
      if (this.store.missing(one, range.from, range.to - range.from).length > 0) lacking.push(one);
    }
    return lacking;
  }

  async #readBackend(source: ReadableBackend, { series, range, stepMs }: Batch): Promise<void> {
    if (source.backend.samples === null) return;
    const answer = await queryIsolated(
      source.backend.samples,
      { series: series.map(({ ask }) => ask), from: range.from * stepMs, to: range.to * stepMs, stepMs },
      this.signal,
    );
    const finalTo = Math.min(range.to, Math.floor(answer.seenTo / stepMs));
    const untilMono = this.timers.monoNow() + gapBelievedMs;
    series.forEach((one, i) => {
      const column = answer.columns[i];
      if (column === undefined) return;
      this.store.write(one, range.from, column, finalTo);
      if (column.some(Number.isNaN)) this.#gaps.push({ series: one, range, untilMono });
      if (source.traits.durable)
        this.history()?.append(one, range.from, column.subarray(0, Math.max(0, finalTo - range.from)), answer.seenTo);
    });
    if (this.#gaps.length > gapsRememberedMax) this.#gaps = this.#gaps.slice(-gapsRememberedMax);
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}

interface Batch {
  readonly series: readonly Series[];
  readonly range: SlotRange;
  readonly stepMs: number;
}

/** Series that lack the same range in the same step are asked together; long ranges are cut, newest part first. */
function batchesOf(wants: readonly Want[], traits: BackendTraits): Batch[] {
  const groups = new Map<string, { series: Series[]; range: SlotRange; stepMs: number }>();
  for (const { series, ranges } of wants) {
    for (const whole of ranges) {
      for (let to = whole.to; to > whole.from; to -= traits.bucketsMax) {
        const range = { from: Math.max(whole.from, to - traits.bucketsMax), to };
        const key = `${series.stepMs} ${range.from} ${range.to}`;
        const group = groups.get(key) ?? { series: [], range, stepMs: series.stepMs };
        group.series.push(series);
        groups.set(key, group);
      }
    }
  }
  const batches: Batch[] = [];
  for (const { series, range, stepMs } of groups.values()) {
    const size = Math.max(1, Math.min(traits.seriesMax, Math.floor(numbersPerFillMax / (range.to - range.from))));
    for (let i = 0; i < series.length; i += size) batches.push({ series: series.slice(i, i + size), range, stepMs });
  }
  // Newest first: today before yesterday. Then the small ones: a sparkline does not wait behind a day.
  return batches.sort(
    (a, b) =>
      hourOf(b) - hourOf(a) || a.series.length * (a.range.to - a.range.from) - b.series.length * (b.range.to - b.range.from),
  );
}

function hourOf({ range, stepMs }: Batch): number {
  return Math.floor((range.to * stepMs) / 3_600_000);
}
