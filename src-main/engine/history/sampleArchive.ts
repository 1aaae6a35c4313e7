import { writeFile } from 'node:fs/promises';
import type { KeptSamples } from '../samples/readSeries';
import type { Series } from '../samples/series';
import type { OpenHistory } from '../workspaceHistory';
import { addRange, intersectRanges, subtractRanges, type SlotRange } from '../samples/slotRanges';
import type { SampleDatabase, StoredRows, StoredSeries } from './sampleDatabase';

/** Left beside a database that failed while it was in use; the next start sets the database aside. */
export const suspectSuffix = '.suspect';

export interface ArchiveOptions {
  /** Data on disk beyond this is dropped, oldest first. */
  readonly bytesMax?: number;
  readonly flushEveryMs?: number;
}

/** A year of 40 series in 10 s buckets is about 1.2 thousand million bytes uncompressed; a third is enough on a laptop. */
const bytesMaxDefault = 512 * 1024 * 1024;
/** What is lost to a kill is at most this; the backend still has it. */
const flushEveryMsDefault = 30_000;
/** Written before the time is up, so that a batch stays small … */
const pendingMax = 50_000;
/** … and not kept at all beyond this: the disk does not keep up. */
const pendingHardMax = 2_000_000;
/** A gap younger than this may still be filled by late samples and is asked for again. */
const gapSettledMs = 3_600_000;
const dropShare = 0.2;
/** Enough to halve it three times over; more would mean that dropping frees nothing. */
const dropRoundsMax = 10;

/**
 * Samples beyond memory, in one database file per workspace. It is a cache of what backends said: whatever goes wrong with it
 * costs time, never truth. Writes are gathered and committed together, with the list of slots they cover.
 */
export class SampleArchive implements OpenHistory {
  readonly #series = new Map<string, StoredSeries>();
  /** Slots that are committed or waiting to be; nothing is written twice. */
  readonly #taken = new Map<string, SlotRange[]>();
  #pending = new Map<string, { slots: number[]; values: number[]; ranges: SlotRange[] }>();
  #pendingCount = 0;
  readonly #steps = new Map<string, number>();
  #fresh: StoredSeries[] = [];
  #nextId = 1;
  #work: Promise<void>;
  #broken = false;
  #timer: NodeJS.Timeout | null = null;
  readonly #bytesMax: number;
  readonly #flushEveryMs: number;

  constructor(
    private readonly database: SampleDatabase,
    private readonly path: string,
    private readonly log: (text: string) => void,
    { bytesMax = bytesMaxDefault, flushEveryMs = flushEveryMsDefault }: ArchiveOptions,
  ) {
    this.#bytesMax = bytesMax;
    this.#flushEveryMs = flushEveryMs;
    this.#work = this.#guarded(() => this.#loadCatalogue());
  }

  async read(series: Series, range: SlotRange): Promise<readonly KeptSamples[]> {
    let kept: KeptSamples[] = [];
    await this.#queue(async () => {
      const stored = this.#series.get(series.storedAs);
      if (stored === undefined) return;
      const parts: KeptSamples[] = [];
      for (const part of intersectRanges(stored.ranges, range)) {
        const values = new Float64Array(part.to - part.from).fill(Number.NaN);
        await this.database.read(stored.id, series.stepMs, part, values);
        parts.push({ firstSlot: part.from, values });
      }
      kept = parts;
    });
    return kept;
  }

  append(series: Series, firstSlot: number, values: Float64Array, seenTo: number): void {
    if (this.#broken || values.length === 0 || this.#pendingCount > pendingHardMax) return;
    const settledBefore = (seenTo - gapSettledMs) / series.stepMs;
    const taken = this.#taken.get(series.storedAs) ?? [];
    const pending = this.#pending.get(series.storedAs) ?? { slots: [], values: [], ranges: [] };
    for (const { from, to } of subtractRanges([{ from: firstSlot, to: firstSlot + values.length }], taken)) {
      for (let slot = from, runFrom = from; slot <= to; slot += 1) {
        const value = values[slot - firstSlot] ?? Number.NaN;
        const covered = slot < to && (!Number.isNaN(value) || slot + 1 <= settledBefore);
        if (!covered) {
          pending.ranges = addRange(pending.ranges, { from: runFrom, to: slot });
          runFrom = slot + 1;
        } else if (!Number.isNaN(value)) {
          pending.slots.push(slot);
          pending.values.push(value);
          this.#pendingCount += 1;
        }
      }
    }
    if (pending.ranges.length === 0) return;
    this.#pending.set(series.storedAs, pending);
    this.#taken.set(
      series.storedAs,
      pending.ranges.reduce<SlotRange[]>((ranges, range) => addRange(ranges, range), taken),
    );
    if (!this.#steps.has(series.storedAs)) this.#steps.set(series.storedAs, series.stepMs);
    if (this.#pendingCount >= pendingMax) void this.flush();
    else this.#timer ??= setTimeout(() => void this.flush(), this.#flushEveryMs);
  }

  /** Commits what waits; resolves when it is on disk. */
  flush(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    return this.#queue(() => this.#commit());
  }

  async close(): Promise<void> {
    await this.flush();
    this.#broken = true;
    this.database.close();
  }

  async #loadCatalogue(): Promise<void> {
    for (const stored of await this.database.catalogue()) {
      this.#series.set(stored.key, stored);
      const pending = this.#taken.get(stored.key) ?? [];
      this.#taken.set(
        stored.key,
        stored.ranges.reduce<SlotRange[]>((ranges, range) => addRange(ranges, range), pending),
      );
      this.#nextId = Math.max(this.#nextId, stored.id + 1);
    }
  }

  async #commit(): Promise<void> {
    const pending = this.#pending;
    if (pending.size === 0) return;
    this.#pending = new Map();
    this.#pendingCount = 0;
    const rows: StoredRows[] = [];
    const coverage: StoredSeries[] = [];
    for (const [key, { slots, values, ranges }] of pending) {
      const stored = this.#storedSeries(key);
      // Slots that were committed while these waited (the catalogue was not read yet) are left out.
      const covered = subtractRanges(ranges, stored.ranges);
      const isNew = slots.map((slot) => covered.some(({ from, to }) => slot >= from && slot < to));
      rows.push({
        seriesId: stored.id,
        stepMs: stored.stepMs,
        slots: slots.filter((_, i) => isNew[i]),
        values: values.filter((_, i) => isNew[i]),
      });
      coverage.push({ ...stored, ranges: ranges.reduce<SlotRange[]>((all, range) => addRange(all, range), stored.ranges) });
    }
    await this.database.commit({ fresh: this.#fresh, rows, coverage });
    this.#fresh = [];
    for (const stored of coverage) this.#series.set(stored.key, stored);
    await this.#keepWithinLimit();
  }

  #storedSeries(key: string): StoredSeries {
    const known = this.#series.get(key);
    if (known !== undefined) return known;
    const stored: StoredSeries = { id: this.#nextId, key, stepMs: this.#steps.get(key) ?? 1, ranges: [] };
    this.#nextId += 1;
    this.#series.set(key, stored);
    this.#fresh.push(stored);
    return stored;
  }

  async #keepWithinLimit(): Promise<void> {
    if ((await this.database.usedBytes()) <= this.#bytesMax) return;
    await this.database.checkpoint();
    let before: number | null = null;
    for (let round = 0; round < dropRoundsMax && (await this.database.usedBytes()) > this.#bytesMax; round += 1)
      before = await this.database.dropOldest(dropShare);
    if (before === null) return;
    for (const [key, stored] of this.#series) {
      const kept = intersectRanges(stored.ranges, { from: Math.ceil(before / stored.stepMs), to: Number.MAX_SAFE_INTEGER });
      this.#series.set(key, { ...stored, ranges: kept });
      this.#taken.set(key, kept);
    }
    this.log(`The sample history reached its limit; what lies before ${new Date(before).toISOString()} was dropped from it.`);
  }

  /** One thing at a time on the one connection. */
  #queue(work: () => Promise<void>): Promise<void> {
    this.#work = this.#work.then(() => (this.#broken ? undefined : this.#guarded(work)));
    return this.#work;
  }

  async #guarded(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#broken = true;
      this.#pending.clear();
      this.log(
        `The sample history failed (${error instanceof Error ? error.message : String(error)}); the past is read from the backend until the next start, which sets it aside.`,
      );
      await writeFile(this.path + suspectSuffix, '').catch(() => undefined);
    }
  }
}
