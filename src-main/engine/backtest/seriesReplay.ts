import { detectorNames, type BacktestAlarm, type BacktestRequest, type DetectorName } from '../../../contract/detection';
import type { Workspace } from '../../../contract/workspace';
import { detectors } from '../detection/registry';
import type { SlotRange } from '../samples/slotRanges';
import type { DayNotes } from '../watch/dayNotes';
import { SeriesWatch } from '../watch/seriesWatch';
import { detectorView, SharedDetector } from './detectorView';
import type { ExpectedColumn, ExpectedTotals } from './expectedTotals';
import type { PlannedSeries } from './replayPlan';
import { RunAlarms } from './runAlarms';

export interface ReplaySurroundings {
  readonly workspace: Workspace;
  readonly runs: BacktestRequest['runs'];
  /** Alarms raised by then are not told. */
  readonly fromAt: number;
  /** UTC → local epoch ms. */
  readonly localAt: (at: number) => number;
  readonly calendar: DayNotes;
  readonly totals: ExpectedTotals;
}

interface OwnDetector {
  readonly shared: SharedDetector;
  /** Where a total's expectation is written for its slices; null for a slice. */
  readonly total: ExpectedColumn | null;
}

/** One series in the hands of every run: each of their detectors learns it once, and each run watches it as the console would. */
export class SeriesReplay {
  readonly #detectors: ReadonlyMap<DetectorName, OwnDetector>;
  readonly #runs: readonly RunAlarms[];
  readonly #stepMs: number;
  #slot = 0;
  /** Days before the first sample teach nothing. */
  #begun = false;

  /** @param slots the fine buckets that it will be fed */
  constructor(
    private readonly planned: PlannedSeries,
    private readonly around: ReplaySurroundings,
    slots: SlotRange,
  ) {
    const { fine, watched } = planned;
    this.#stepMs = fine.stepMs;
    const isTotal = Object.keys(fine.slice).length === 0;
    const asked = detectorNames.filter((name) => around.runs.some(({ detector }) => detector === name));
    this.#detectors = new Map(
      asked.map((name) => {
        const total = isTotal ? around.totals.begin(fine.metricId, name, slots.from, slots.to - slots.from) : null;
        return [name, { shared: new SharedDetector(detectors[name](fine.stepMs)), total }];
      }),
    );
    this.#runs = around.runs.map(({ detector, sensitivity }) => {
      const total = around.totals.column(fine.metricId, detector);
      const watch = new SeriesWatch({
        // Warnings of the coming hour are not replayed: they are no finding of a detector.
        watched: { ...watched, series: fine, limit: null },
        traffic: around.workspace.metrics[fine.metricId]?.traffic ?? 'real',
        detector: detectorView(this.#shared(detector), sensitivity),
        localAt: around.localAt,
        calendar: around.calendar,
        totalExpected: () => total?.values[this.#slot - total.firstSlot] ?? Number.NaN,
        // What people said of alarms is about the console's own; here every detector starts alike.
        demanded: () => 0,
        ringSlots: 1,
      });
      return new RunAlarms(watch, watched.series.key, around.fromAt);
    });
  }

  teach(slot: number, value: number): void {
    if (!this.#begins(value)) return;
    const { stepMs } = this.planned.coarse;
    const localAt = this.around.localAt(slot * stepMs);
    const note = this.around.calendar.noteAt(localAt, this.planned.watched.lagMs);
    for (const { shared } of this.#detectors.values()) shared.detector.teach?.(localAt, value, stepMs, note);
  }

  feed(slot: number, value: number): void {
    if (!this.#begins(value)) return;
    this.#slot = slot;
    const localAt = this.around.localAt(slot * this.#stepMs);
    const note = this.around.calendar.noteAt(localAt, this.planned.watched.lagMs);
    for (const { shared, total } of this.#detectors.values()) {
      shared.step(localAt, value, note);
      if (total !== null) total.values[slot - total.firstSlot] = shared.detector.expected;
    }
    for (const run of this.#runs) run.feed(slot, value);
  }

  /** The alarms of each run, in the order of `runs`. */
  finish(): readonly (readonly BacktestAlarm[])[] {
    return this.#runs.map((run) => run.finish());
  }

  #begins(value: number): boolean {
    this.#begun ||= !Number.isNaN(value);
    return this.#begun;
  }

  #shared(name: DetectorName): SharedDetector {
    const own = this.#detectors.get(name);
    if (own === undefined) throw new Error(`A run has a detector that was not made: ${name}`);
    return own.shared;
  }
}
