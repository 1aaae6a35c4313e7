import type { Alarm, BacktestAlarm } from '../../../contract/detection';
import type { SeriesWatch } from '../watch/seriesWatch';

/** Orders that come late are taken off a loss for so long after its end, by the watch; then it stands. */
const lossSettlesMs = 30 * 60_000;

/** Listens to one watch of a replay and keeps the alarms that it raised after `fromAt`. */
export class RunAlarms {
  readonly #kept: BacktestAlarm[] = [];
  #open: { alarm: Alarm; values: Mean; expected: Mean } | null = null;

  /** @param seriesKey what the console calls the series, whatever step is replayed */
  constructor(
    private readonly watch: SeriesWatch,
    private readonly seriesKey: string,
    private readonly fromAt: number,
  ) {}

  feed(slot: number, value: number): void {
    this.watch.feed(slot, value);
    if (!this.watch.standing && this.#open === null) return;
    const { stepMs } = this.watch.watched.series;
    const alarm = this.watch.alarms().find(({ forecast }) => forecast === null);
    if (alarm === undefined || alarm.raisedAt <= this.fromAt) return;
    if (this.#open?.alarm.id !== alarm.id) {
      this.#close();
      this.#open = { alarm, values: new Mean(), expected: new Mean() };
    }
    const open = this.#open;
    open.alarm = alarm;
    if (alarm.phase === 'active') {
      open.values.add(value);
      open.expected.add(this.watch.expected);
    }
    if (alarm.endedAt !== null && (slot + 1) * stepMs >= alarm.endedAt + lossSettlesMs) this.#close();
  }

  /** All of them, oldest first; what still stands ends with the replay. */
  finish(): readonly BacktestAlarm[] {
    this.#close();
    return this.#kept;
  }

  #close(): void {
    if (this.#open === null) return;
    const { alarm, values, expected } = this.#open;
    this.#open = null;
    const told: BacktestAlarm = {
      id: `${this.seriesKey} ${alarm.startedAt}`,
      seriesKey: this.seriesKey,
      metricId: alarm.metricId,
      slice: alarm.slice,
      startedAt: alarm.startedAt,
      endedAt: alarm.endedAt ?? alarm.updatedAt,
      direction: alarm.direction,
      shape: alarm.shape,
      peakScore: alarm.peakScore,
      value: values.read(),
      expected: expected.read(),
      lost: alarm.loss?.soFar ?? null,
    };
    // It may have come back after its loss had settled: that is still the same alarm.
    if (this.#kept.at(-1)?.id === told.id) this.#kept.pop();
    this.#kept.push(told);
  }
}

class Mean {
  #sum = 0;
  #count = 0;

  add(value: number): void {
    if (Number.isNaN(value)) return;
    this.#sum += value;
    this.#count += 1;
  }

  read(): number | null {
    return this.#count === 0 ? null : this.#sum / this.#count;
  }
}
