import type { Alarm, DetectionStatus, Judgement } from '../../../contract/detection';
import type { Workspace } from '../../../contract/workspace';
import type { LiveStatus } from '../polling/liveEnds';
import type { SampleStore } from '../samples/sampleStore';
import type { Series, SeriesCatalog } from '../samples/series';
import type { Timers } from '../timers';
import { AlarmTeller } from './alarmTeller';
import { HistoryFeed } from './historyFeed';
import { Judgements } from './judgements';
import type { Learned, LearnedFile } from './learnedFile';
import { feedLive } from './liveFeed';
import { Roster, type RosterEntry } from './roster';
import type { SeriesWatch } from './seriesWatch';

/** What was learned is kept this often, because a process may be killed. */
const keepEveryMs = 600_000;

export interface WatchParts {
  readonly workspace: Workspace;
  readonly catalog: SeriesCatalog;
  readonly store: SampleStore;
  readonly timers: Timers;
  readonly liveStatus: (series: Series) => LiveStatus | null;
  /** The backend answers; while it does not, nothing is judged. */
  readonly answers: (backendId: string) => boolean;
  /** SeriesReader.read @throws BackendFailure */
  readonly read: (series: Series, firstSlot: number, count: number) => Promise<Float64Array>;
  /** Whether what is learned of this backend's series is worth keeping. */
  readonly durable: (backendId: string) => boolean;
  /** Null where nothing is kept. */
  readonly file: Pick<LearnedFile, 'read' | 'write'> | null;
  readonly log: (text: string) => void;
}

export interface WatchNews {
  /** New or changed alarms. */
  readonly alarms: readonly Alarm[];
  readonly status: DetectionStatus;
}

/**
 * Everything that detection checks in one workspace: which series, what was learned of each, and the alarms that stand. `round` judges
 * what polls brought; history, and what was missed while a backend was away, it fetches by itself.
 */
export class Watch {
  readonly roster: Roster;
  readonly #judgements = new Judgements();
  readonly #teller = new AlarmTeller();
  readonly #history: HistoryFeed;
  readonly #places: readonly RosterEntry[];
  #learned: Promise<ReadonlyMap<string, Learned>> | null = null;
  #world: number;
  #keptMono: number;
  #closed = false;
  #lagging = 0;

  constructor(private readonly parts: WatchParts) {
    const { workspace, catalog, store, timers, file, log } = parts;
    this.roster = new Roster(workspace, catalog, this.#judgements);
    this.#places = this.roster.entries.filter(
      ({ watched }) => (workspace.metrics[watched.series.metricId]?.of ?? 'business') !== 'business',
    );
    this.#world = store.world;
    this.#keptMono = timers.monoNow();
    this.#history = new HistoryFeed({
      roster: this.roster,
      timers,
      read: parts.read,
      coarser: ({ metricId, slice }, stepMs) => {
        const lookup = catalog({ metricId, slice, traffic: workspace.metrics[metricId]?.traffic ?? 'real' }, stepMs);
        return lookup.found ? lookup.series : null;
      },
      learned: () => (this.#learned ??= file === null ? Promise.resolve(new Map()) : file.read(log)),
      log,
      onFed: (entries) => this.#takePast(entries),
      closed: () => this.#closed,
    });
  }

  /** What has to be polled: once a bucket is enough. */
  series(): readonly Series[] {
    return this.roster.entries.map(({ watched }) => watched.series);
  }

  watchOf(seriesKey: string): SeriesWatch | null {
    return this.roster.entry(seriesKey)?.watch ?? null;
  }

  use(judgements: readonly Judgement[], roomAt: number): void {
    this.#judgements.use(judgements, roomAt);
  }

  /** Judges all that is complete by now. */
  round(): void {
    const { store, liveStatus, timers } = this.parts;
    if (store.world !== this.#world) {
      this.#world = store.world;
      this.roster.forget();
      this.#learned = Promise.resolve(new Map());
    }
    const lagging = this.roster.entries.filter((entry) => feedLive(entry, store, liveStatus(entry.watched.series)) === 'lags');
    this.#lagging = lagging.length;
    this.#history.catchUp(lagging, (entry) => liveStatus(entry.watched.series)?.seenTo ?? null);
    if (timers.monoNow() - this.#keptMono >= keepEveryMs) void this.keep();
  }

  news(): WatchNews {
    const watches = this.#watches();
    const judging = this.roster.entries.some(
      ({ watched, watch }) => watch !== null && this.parts.answers(watched.series.backendId),
    );
    return {
      alarms: this.#teller.changed(watches),
      status: {
        watched: this.roster.entries.length,
        warm: watches.filter(({ detector }) => detector.warm).length,
        warming: this.#lagging > 0,
        judging,
        signals: watches.reduce((sum, { signals }) => sum + signals, 0),
      },
    };
  }

  /** Alarms of nodes and calls: active ones, and those that ended lately. */
  placeAlarms(): readonly Alarm[] {
    return this.#places.flatMap(({ watch }) => watch?.alarms() ?? []);
  }

  /** Writes what was learned of durable backends' series. */
  async keep(): Promise<void> {
    const { file, durable, log, timers } = this.parts;
    this.#keptMono = timers.monoNow();
    if (file === null) return;
    const learned = new Map<string, Learned>();
    for (const watch of this.#watches()) {
      const { series } = watch.watched;
      if (durable(series.backendId) && !Number.isNaN(watch.judgedTo))
        learned.set(series.storedAs, { judgedTo: watch.judgedTo, bytes: watch.detector.save() });
    }
    if (learned.size > 0) await file.write(learned, log);
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.keep();
  }

  /** Alarms that began and ended before anybody looked are history, not news. */
  #takePast(entries: readonly RosterEntry[]): void {
    for (const { watch } of entries) if (watch !== null) this.#teller.skipEnded(watch);
  }

  #watches(): SeriesWatch[] {
    return this.roster.entries.flatMap(({ watch }) => (watch === null ? [] : [watch]));
  }
}
