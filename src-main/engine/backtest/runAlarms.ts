import type { Alarm, BacktestAlarm } from '../../../contract/detection';
import type { SeriesWatch } from '../watch/seriesWatch';

/** Orders that come late are taken off a loss for so long after its end, by the watch; then it stands. */
const lossSettlesMs = 30 * 60_000;
/** Buckets that may turn out to lie after an alarm's end: a watch believes in an end after ten minutes at most. */
const quietMsMax = 11 * 60_000;

interface OpenAlarm {
  alarm: Alarm;
  readonly values: Mean;
  readonly expected: Mean;
}

interface Bucket {
  readonly at: number;
  readonly value: number;
  readonly expected: number;
}

/** Listens to one watch of a replay and keeps the alarms that it raised after `fromAt`. */
export class RunAlarms {
  readonly #kept: BacktestAlarm[] = [];
  #open: OpenAlarm | null = null;
  /** Of the alarm that stands, the newest buckets: not yet known to be part of it. */
  #tail: Bucket[] = [];
  #stood = false;

  /** @param seriesKey what the console calls the series, whatever step is replayed */
  constructor(
    private readonly watch: SeriesWatch,
    private readonly seriesKey: string,
    private readonly fromAt: number,
  ) {}

  feed(slot: number, value: number): void {
    const { watch } = this;
    watch.feed(slot, value);
    const { standing } = watch;
    if (!standing && !this.#stood && this.#open === null) return;
    if (standing && !this.#stood) this.#tail = [];
    // To describe an alarm is dear: it is done when it is raised, when it is over, and while its loss may still change.
    if (standing !== this.#stood) this.#look();
    else if (!standing && watch.watched.orders) this.#look();
    this.#stood = standing;
    const end = (slot + 1) * watch.watched.series.stepMs;
    if (standing) this.#note({ at: slot * watch.watched.series.stepMs, value, expected: watch.expected });
    else if (this.#open !== null && end >= (this.#open.alarm.endedAt ?? end) + lossSettlesMs) this.#close();
  }

  /** All of them, oldest first; what still stands ends with the replay. */
  finish(): readonly BacktestAlarm[] {
    if (this.#open !== null) this.#look();
    this.#close();
    return this.#kept;
  }

  #look(): void {
    const alarm = this.watch.alarms()[0];
    if (alarm === undefined || alarm.raisedAt <= this.fromAt) return;
    if (this.#open?.alarm.id !== alarm.id) {
      this.#close();
      this.#open = { alarm, values: new Mean(), expected: new Mean() };
    }
    this.#open.alarm = alarm;
    if (alarm.endedAt === null) return;
    const { endedAt } = alarm;
    for (const bucket of this.#tail) if (bucket.at < endedAt) this.#count(bucket);
    this.#tail = [];
  }

  #note(bucket: Bucket): void {
    this.#tail.push(bucket);
    const known = this.#tail[0];
    if (known === undefined || bucket.at - known.at < quietMsMax) return;
    this.#count(known);
    this.#tail.shift();
  }

  #count({ value, expected }: Bucket): void {
    this.#open?.values.add(value);
    this.#open?.expected.add(expected);
  }

  #close(): void {
    if (this.#open === null) return;
    for (const bucket of this.#tail) this.#count(bucket);
    this.#tail = [];
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
