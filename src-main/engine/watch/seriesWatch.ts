import type { Alarm, Direction } from '../../../contract/detection';
import type { Traffic } from '../../../contract/words';
import type { DayNote, LearningDetector, Outlook } from '../detection/detector';
import { AlarmTracker, type Finding, type TrackedAlarm } from './alarmTracker';
import type { DayNotes } from './dayNotes';
import { forecastAlarm, type SeriesFacts } from './forecastAlarm';
import { OrderLoss } from './orderLoss';
import { OutlookRing } from './outlookRing';
import { PromotionLevel } from './promotionLevel';
import { Silence } from './silence';
import { TrendForecast } from './trendForecast';
import type { WatchedSeries } from './watchedSeries';
import { WithoutPromotion } from './withoutPromotion';

/** A departure has to matter to somebody: this share of what is expected of the series … */
const materialShare = 0.02;
/** … of a slice of the orders, this share of all of them … */
const materialShareOfTotal = 0.004;
/** … and of what is counted, so many events a minute: three failed calls instead of one are no trouble to anybody. */
const materialPerMinute = 30;
/** A decline is abnormal for many buckets in a row by nature, so that their number proves little; it has to be this much worse. */
const declineScoreMin = 1.2;
/** … and so much of what is expected: days differ by some percent. */
const declineShareMin = 0.06;
/** A holiday's curve is that of some weekend. */
const holidayDeclineShareMin = 0.12;
/** More buckets than it ever takes to believe an alarm. */
const recentMax = 32;
/** Orders that were held up come late: what is above expectation so long after a dip is its backlog, not a finding. */
const backlogMs = 30 * 60_000;
/** So long an alarm that ended is still told of, because late orders may be taken off its loss. */
const toldMs = backlogMs + 60_000;

export interface SeriesWatchParts {
  readonly watched: WatchedSeries;
  readonly traffic: Traffic;
  readonly detector: LearningDetector;
  /** UTC → local epoch ms. */
  readonly localAt: (at: number) => number;
  readonly calendar: DayNotes;
  /** What this metric's total is expected to be now, per second; NaN where nobody knows. */
  readonly totalExpected: () => number;
  /** Scores below it are not worth an alarm, because people said so; 1 where nobody did. */
  readonly demanded: (direction: Direction) => number;
  readonly ringSlots: number;
}

/** One watched series: what its detector says bucket by bucket, and the alarm that follows from it. */
export class SeriesWatch {
  readonly watched: WatchedSeries;
  readonly detector: LearningDetector;
  readonly ring: OutlookRing;
  /** Slots before this one were judged; NaN before the first. */
  judgedTo = Number.NaN;
  /** Abnormal buckets since it is watched. */
  signals = 0;
  readonly #tracker: AlarmTracker;
  readonly #silence: Silence;
  readonly #trend: TrendForecast | null;
  readonly #withoutPromotion = new WithoutPromotion();
  readonly #promotion: PromotionLevel;
  #loss: OrderLoss;
  /** The buckets of which one may turn out to be an alarm's first. */
  #recent: { readonly at: number; readonly value: number; readonly expected: number }[] = [];
  #newest: { readonly value: number; readonly outlook: Outlook } | null = null;
  #alarmBefore: TrackedAlarm | null = null;

  constructor(private readonly parts: SeriesWatchParts) {
    const { watched, ringSlots } = parts;
    const { stepMs } = watched.series;
    this.watched = watched;
    this.detector = parts.detector;
    this.ring = new OutlookRing(ringSlots);
    this.#tracker = new AlarmTracker(stepMs, Object.keys(watched.series.slice).length > 0);
    this.#promotion = new PromotionLevel(stepMs);
    this.#silence = new Silence(stepMs);
    this.#trend = watched.limit === null ? null : new TrendForecast(stepMs, watched.limit);
    this.#loss = new OrderLoss(stepMs);
  }

  /** The newest expectation, units of the metric; NaN while nothing is known. */
  get expected(): number {
    return this.#newest?.outlook.expected ?? Number.NaN;
  }

  /** Judges one complete bucket; in order, each once. @param value NaN = the answer had none */
  feed(slot: number, value: number): void {
    const { watched, detector, localAt, calendar } = this.parts;
    const at = slot * watched.series.stepMs;
    const local = localAt(at);
    const note = calendar.noteAt(local, watched.lagMs);
    this.#withoutPromotion.step(at, note, (ahead, out) => detector.lookAhead(localAt(ahead), out));
    const signal = detector.step(local, value, note);
    const ordinary = { expected: detector.expected, low: detector.bandLow, high: detector.bandHigh };
    const outlook = this.#promotion.lift(ordinary, note);
    this.#promotion.step(value, !signal && !this.#tracker.standing);
    this.ring.record(slot, outlook);
    this.judgedTo = slot + 1;
    const silent = this.#silence.step(Number.isNaN(value));
    this.#newest = { value, outlook };
    if (!detector.warm) return;
    if (silent) this.#takeSilence(at);
    else if (!Number.isNaN(value)) this.#take(at, value, outlook, signal, note);
    if (!Number.isNaN(value))
      this.#trend?.step({ at, value, ...outlook, ordinary: detector.ordinary, note }, (ahead, out) => this.lookAhead(ahead, out));
  }

  /** All that stands or has ended of late; asked for every series every second, most of which have nothing to tell. */
  alarms(): Alarm[] {
    const { alarm } = this.#tracker;
    const warning = this.#trend?.warning ?? null;
    const told: Alarm[] = [];
    if (alarm !== null && this.#isOfLate(alarm)) told.push(this.#describe(alarm));
    if (warning !== null && this.#isOfLate(warning)) told.push(forecastAlarm(this.#facts(), warning));
    return told;
  }

  #isOfLate({ endedAt }: { readonly endedAt: number | null }): boolean {
    return endedAt === null || this.judgedTo * this.watched.series.stepMs - endedAt <= toldMs;
  }

  get standing(): boolean {
    return this.#tracker.standing || (this.#trend?.warning?.endedAt ?? 0) === null;
  }

  #takeSilence(at: number): void {
    this.#track({ at, signal: true, outside: true, direction: 'below', shape: 'silence', score: 1, material: true });
  }

  #take(at: number, value: number, outlook: Outlook, signal: boolean, note: DayNote): void {
    const { detector, watched, demanded } = this.parts;
    const direction = signal ? detector.direction : value < outlook.expected ? 'below' : 'above';
    const outside = value < outlook.low || value > outlook.high;
    const wanted = watched.bad === 'both' || watched.bad === direction;
    const least = signal && detector.shape === 'decline' ? declineScoreMin : 1;
    const worth = detector.score >= Math.max(least, demanded(direction));
    const counts = wanted && worth && !(direction === 'above' && this.#drains(at));
    if (signal && counts) this.signals += 1;
    this.#track({
      at,
      signal: signal && counts,
      outside: outside && wanted && !(direction === 'above' && this.#drains(at)),
      direction,
      shape: detector.shape,
      score: detector.score,
      material:
        this.#isMaterial(value, outlook.expected, note === 'holiday' ? holidayDeclineShareMin : declineShareMin) &&
        !(direction === 'below' && (this.#leaves(at, value) || this.#returns(value, outlook))),
    });
    this.#countLoss(at, value, outlook);
  }

  #track(finding: Finding): void {
    this.#tracker.step(finding);
    const { alarm } = this.#tracker;
    if (alarm !== null && alarm.startedAt !== this.#alarmBefore?.startedAt) {
      // It was lost from the first abnormal bucket on, not from when it was believed.
      this.#loss = new OrderLoss(this.watched.series.stepMs);
      for (const { at, value, expected } of this.#recent) if (at >= alarm.startedAt) this.#loss.add(value, expected);
    }
    this.#alarmBefore = alarm;
  }

  /** While it lasts every bucket counts with its sign; afterwards only what comes late, clearly above expectation. */
  #countLoss(at: number, value: number, { expected, high }: Outlook): void {
    if (!this.watched.orders) return;
    const { alarm } = this.#tracker;
    this.#recent.push({ at, value, expected });
    if (this.#recent.length > recentMax) this.#recent.shift();
    if (alarm === null || alarm.direction === 'above') return;
    if (alarm.endedAt === null || (at < alarm.endedAt + backlogMs && value > high)) this.#loss.add(value, expected);
  }

  #drains(at: number): boolean {
    const { alarm } = this.#tracker;
    if (alarm === null || alarm.direction === 'above' || this.watched.stage === null) return false;
    return at < (alarm.endedAt ?? at) + backlogMs;
  }

  /** Whoever came for a promotion leaves at its end; only what falls below an ordinary day is lost. */
  #leaves(at: number, value: number): boolean {
    const { calendar, localAt } = this.parts;
    return calendar.endsPromotion(localAt(at), this.watched.lagMs) && !(value < this.#withoutPromotion.lowAt(at));
  }

  /** It rained in one city, and does not rain any more: a slow decline of anything but a whole stage counts from where an ordinary day ends. */
  #returns(value: number, { expected, low }: Outlook): boolean {
    const { detector, watched } = this.parts;
    const isWholeStage = watched.stage !== null && Object.keys(watched.series.slice).length === 0;
    return !isWholeStage && detector.shape === 'decline' && value > detector.ordinary - (expected - low);
  }

  #isMaterial(value: number, expected: number, declineShare: number): boolean {
    const off = Math.abs(value - expected);
    if (Number.isNaN(off)) return true;
    const share = this.parts.detector.shape === 'decline' ? declineShare : materialShare;
    if (off < share * Math.abs(expected)) return false;
    if (this.watched.counted && off * 60 < materialPerMinute) return false;
    const total = this.parts.totalExpected();
    return !this.watched.orders || Number.isNaN(total) || off >= materialShareOfTotal * total;
  }

  /** What is expected of the bucket that begins at `at`, after the newest judged one. */
  lookAhead(at: number, out: Outlook): void {
    const { detector, localAt, calendar, watched } = this.parts;
    const local = localAt(at);
    detector.lookAhead(local, out, calendar.noteAt(local, watched.lagMs));
  }

  #facts(): SeriesFacts {
    const { watched, traffic, detector } = this.parts;
    const { series, stage } = watched;
    const newest = this.#newest;
    return {
      seriesKey: series.key,
      metricId: series.metricId,
      slice: series.slice,
      traffic,
      backendId: series.backendId,
      stage,
      kind: detector.kind,
      updatedAt: this.judgedTo * series.stepMs,
      value: known(newest?.value),
      expected: known(newest?.outlook.expected),
      low: known(newest?.outlook.low),
      high: known(newest?.outlook.high),
    };
  }

  #describe(alarm: TrackedAlarm): Alarm {
    const loses = this.watched.orders && alarm.direction === 'below';
    return {
      ...this.#facts(),
      ...alarm,
      id: `${this.watched.series.key} ${alarm.startedAt}`,
      loss: loses ? this.#loss.read(this.parts.totalExpected()) : null,
      forecast: null,
    };
  }
}

function known(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}
