import { BackendFailure } from '../backends/backend';
import type { Series } from '../samples/series';
import type { Timers } from '../timers';
import type { Learned } from './learnedFile';
import type { Roster, RosterEntry } from './roster';
import { judgeHistory, nativeMs, teachHistory, warmSpans } from './warmStart';

/** Series whose history is read at once: a server answers so many in one short question, and live polls come in between. */
const readAtOnce = 8;
/** A server is asked for history two fifths of the time at most. */
const pauseShare = 1.5;
const pauseMsMax = 3_000;
/** After a failure, before it is tried again, real ms. */
const restMs = 15_000;
/** People go first, but not for ever: what is not learned is not watched. */
const giveWayMsMax = 10_000;
/** When history cannot be had so often, a series is judged from nothing. */
const triesMax = 3;

export interface HistoryFeedParts {
  readonly roster: Roster;
  readonly timers: Timers;
  /** SeriesReader.read @throws BackendFailure */
  readonly read: (series: Series, firstSlot: number, count: number) => Promise<Float64Array>;
  /** The same line in coarser buckets; null where it cannot be had. */
  readonly coarser: (series: Series, stepMs: number) => Series | null;
  /** What was kept of a series when the console last ran. */
  readonly learned: () => Promise<ReadonlyMap<string, Learned>>;
  readonly log: (text: string) => void;
  /** These entries are up to date again. */
  readonly onFed: (entries: readonly RosterEntry[]) => void;
  readonly closed: () => boolean;
  /** Somebody waits for a first answer of the same servers. */
  readonly peopleWait: () => boolean;
}

/** Fetches what polls do not bring: four weeks to learn from at the beginning, and what was missed while a backend was away. */
export class HistoryFeed {
  #busy = false;
  #restUntilMono = Number.NEGATIVE_INFINITY;
  #gaveWayMono: number | null = null;
  readonly #tries = new Map<RosterEntry, number>();

  constructor(private readonly parts: HistoryFeedParts) {}

  /** @param lagging in the order in which they are wanted @param seenTo samples of its backend are known up to here */
  catchUp(lagging: readonly RosterEntry[], seenTo: (entry: RosterEntry) => number | null): void {
    if (this.#busy || lagging.length === 0 || this.parts.timers.monoNow() < this.#restUntilMono || this.#givesWay()) return;
    this.#busy = true;
    void this.#run(lagging.slice(0, readAtOnce), seenTo).finally(() => {
      this.#busy = false;
    });
  }

  #givesWay(): boolean {
    const mono = this.parts.timers.monoNow();
    if (!this.parts.peopleWait()) this.#gaveWayMono = null;
    else this.#gaveWayMono ??= mono;
    return this.#gaveWayMono !== null && mono - this.#gaveWayMono < giveWayMsMax;
  }

  async #run(entries: readonly RosterEntry[], seenTo: (entry: RosterEntry) => number | null): Promise<void> {
    const learned = await this.parts.learned();
    const startedMono = this.parts.timers.monoNow();
    const outcomes = await Promise.allSettled(entries.map((entry) => this.#prepare(entry, seenTo(entry), learned)));
    const readMs = this.parts.timers.monoNow() - startedMono;
    this.#rest(Math.min(pauseMsMax, pauseShare * readMs));
    const fed: RosterEntry[] = [];
    for (const [i, outcome] of outcomes.entries()) {
      const entry = entries[i];
      if (entry === undefined || this.parts.closed()) return;
      if (outcome.status === 'rejected') {
        this.#takeFailure(entry, outcome.reason);
        continue;
      }
      outcome.value();
      this.#tries.delete(entry);
      fed.push(entry);
      // Polls and frames come in between: one series takes some milliseconds.
      await new Promise<void>((next) => this.parts.timers.after(0, next));
    }
    if (!this.parts.closed()) this.parts.onFed(fed);
  }

  /** Reads all that is needed; the returned function judges it. */
  async #prepare(entry: RosterEntry, seenTo: number | null, learned: ReadonlyMap<string, Learned>): Promise<() => void> {
    const { series } = entry.watched;
    const { stepMs } = series;
    if (seenTo === null) return () => undefined;
    const endSlot = Math.floor(seenTo / stepMs);
    const { watch } = entry;
    if (watch !== null && (endSlot - watch.judgedTo) * stepMs <= nativeMs) {
      const from = watch.judgedTo;
      const missed = await this.parts.read(series, from, endSlot - from);
      return () => judgeHistory(watch, from, missed);
    }
    const known = learned.get(series.storedAs);
    if (known !== undefined && watch === null && (endSlot - known.judgedTo) * stepMs <= nativeMs && known.judgedTo <= endSlot) {
      const missed = await this.parts.read(series, known.judgedTo, endSlot - known.judgedTo);
      return () => this.#install(entry, known, missed);
    }
    return this.#learnAnew(entry, seenTo);
  }

  #install(entry: RosterEntry, { bytes, judgedTo }: Learned, missed: Float64Array): void {
    const watch = this.parts.roster.begin(entry, bytes);
    watch.judgedTo = judgedTo;
    entry.watch = watch;
    judgeHistory(watch, judgedTo, missed);
  }

  async #learnAnew(entry: RosterEntry, seenTo: number): Promise<() => void> {
    const { roster, read, coarser } = this.parts;
    const { series } = entry.watched;
    const { coarse, native } = warmSpans(series.stepMs, seenTo);
    const wide = coarse === null ? null : coarser(series, coarse.stepMs);
    const gaveUp = (this.#tries.get(entry) ?? 0) >= triesMax;
    const [taught, own] = gaveUp
      ? [null, new Float64Array(0)]
      : await Promise.all([
          coarse === null || wide === null ? null : read(wide, coarse.fromSlot, coarse.count),
          read(series, native.fromSlot, native.count),
        ]);
    return () => {
      const watch = roster.begin(entry, null);
      if (coarse !== null && taught !== null) teachHistory(watch, coarse, taught, roster.localAt, roster.calendar);
      judgeHistory(watch, native.fromSlot + native.count - own.length, own);
      entry.watch = watch;
    };
  }

  #rest(forMs: number): void {
    this.#restUntilMono = Math.max(this.#restUntilMono, this.parts.timers.monoNow() + forMs);
  }

  #takeFailure(entry: RosterEntry, error: unknown): void {
    if (!(error instanceof BackendFailure)) throw error;
    const tries = (this.#tries.get(entry) ?? 0) + 1;
    this.#tries.set(entry, tries);
    this.#rest(restMs);
    if (tries === triesMax)
      this.parts.log(`${entry.watched.series.metricId} is judged without its history, which cannot be read: ${error.message}`);
  }
}
