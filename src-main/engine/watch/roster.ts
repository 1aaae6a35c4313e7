import type { SeriesCatalog } from '../samples/series';
import type { Workspace } from '../../../contract/workspace';
import { createLevelDetector } from '../detection/levelDetector';
import { dayNotes, type DayNotes } from './dayNotes';
import type { Judgements } from './judgements';
import { localClock } from './localTime';
import { SeriesWatch } from './seriesWatch';
import { watchedSeriesOf, type WatchedSeries } from './watchedSeries';

const hourMs = 3_600_000;
/** How long what was expected is kept to be drawn: a day of the business as a whole, some hours of its cuts, what an alarm's picture shows of nodes. */
const ringMs = { whole: 24 * hourMs, cut: 3 * hourMs, place: 2 * hourMs };

/** One watched series and what is known of it; null until its history was read. */
export interface RosterEntry {
  readonly watched: WatchedSeries;
  watch: SeriesWatch | null;
}

/** All watched series of a workspace, totals first: a slice's loss is counted against its total's expectation. */
export class Roster {
  readonly entries: readonly RosterEntry[];
  readonly localAt: (at: number) => number;
  readonly calendar: DayNotes;
  readonly #byKey: ReadonlyMap<string, RosterEntry>;
  readonly #totals: ReadonlyMap<string, RosterEntry>;

  constructor(
    private readonly workspace: Workspace,
    catalog: SeriesCatalog,
    private readonly judgements: Judgements,
  ) {
    this.localAt = localClock(workspace.timeZone);
    this.calendar = dayNotes(workspace);
    this.entries = watchedSeriesOf(workspace, catalog).map((watched) => ({ watched, watch: null }));
    this.#byKey = new Map(this.entries.map((entry) => [entry.watched.series.key, entry]));
    const whole = this.entries.filter(({ watched }) => Object.keys(watched.series.slice).length === 0);
    this.#totals = new Map(whole.map((entry) => [entry.watched.series.metricId, entry]));
  }

  entry(seriesKey: string): RosterEntry | undefined {
    return this.#byKey.get(seriesKey);
  }

  /** A new watch in this place, with what a former one learned. @param saved null = nothing */
  begin(entry: RosterEntry, saved: Uint8Array | null): SeriesWatch {
    const { series } = entry.watched;
    const metric = this.workspace.metrics[series.metricId];
    const kept = metric?.of !== 'business' ? ringMs.place : Object.keys(series.slice).length === 0 ? ringMs.whole : ringMs.cut;
    return new SeriesWatch({
      watched: entry.watched,
      traffic: metric?.traffic ?? 'real',
      detector: createLevelDetector(series.stepMs, undefined, saved),
      localAt: this.localAt,
      calendar: this.calendar,
      totalExpected: () => this.#totals.get(series.metricId)?.watch?.expected ?? Number.NaN,
      demanded: (direction) => this.judgements.demanded(series.key, direction),
      ringSlots: Math.max(1, Math.ceil(kept / series.stepMs)),
    });
  }

  /** What was learned comes from a world that is no more. */
  forget(): void {
    for (const entry of this.entries) entry.watch = null;
  }
}
