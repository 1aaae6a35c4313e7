import type { Direction, SignalShape } from '../../../contract/detection';

/** What one bucket said. */
export interface Finding {
  /** Start of the bucket, epoch ms. */
  readonly at: number;
  /** The detector found it worth an alarm. */
  readonly signal: boolean;
  /** Beyond the band around what was expected. */
  readonly outside: boolean;
  readonly direction: Direction;
  readonly shape: SignalShape;
  readonly score: number;
  /** Large enough to matter to somebody. */
  readonly material: boolean;
}

/** A tracked alarm, as far as signals alone tell. */
export interface TrackedAlarm {
  readonly startedAt: number;
  readonly raisedAt: number;
  readonly direction: Direction;
  readonly shape: SignalShape;
  readonly phase: 'active' | 'recovering' | 'ended';
  readonly flapping: boolean;
  readonly endedAt: number | null;
  readonly score: number;
  readonly peakScore: number;
  readonly signals: number;
}

const minuteMs = 60_000;
/** Within a minute an abnormal bucket is believed when others stand by it: three of six at 10 s steps … */
const believedWithinMs = minuteMs;
const believedShare = 0.5;
/** … four of the hundreds of cuts, nodes and calls, of which one has a bad half minute every day. */
const believedShareOfMany = 0.6;
/** Twice as abnormal as is worth an alarm needs only one other like it. */
const strongScore = 2;
/** In its band for this long, and at least for so many buckets, and it is over. */
const quietMs = 2 * minuteMs;
const quietBucketsMin = 3;
/** Back within this long is the same alarm … */
const sameMs = 10 * minuteMs;
/** … and after so many times it flaps: then it has to be quiet as long as that before it is over. */
const relapsesFlapping = 3;
/** What lasts so long is no dip any more. */
const shiftMs = 30 * minuteMs;

/** Turns the signals of one series into alarms: sustained, with a beginning and an end, and one for something that comes and goes. */
export class AlarmTracker {
  #alarm: TrackedAlarm | null = null;
  #recent: Finding[] = [];
  #quiet = 0;
  #relapses = 0;
  readonly #recentMax: number;
  readonly #needed: number;

  /** @param ofMany one of hundreds like it */
  constructor(
    private readonly stepMs: number,
    ofMany: boolean,
  ) {
    this.#recentMax = Math.max(1, Math.round(believedWithinMs / stepMs));
    this.#needed = Math.max(1, Math.ceil(this.#recentMax * (ofMany ? believedShareOfMany : believedShare)));
  }

  /** The alarm that stands, or the last one that ended. */
  get alarm(): TrackedAlarm | null {
    return this.#alarm;
  }

  get standing(): boolean {
    return this.#alarm !== null && this.#alarm.phase !== 'ended';
  }

  /** One bucket, in order. */
  step(finding: Finding): void {
    this.#recent.push(finding);
    if (this.#recent.length > this.#recentMax) this.#recent.shift();
    const { alarm } = this;
    if (alarm !== null && alarm.phase !== 'ended') this.#goOn(alarm, finding);
    else this.#maybeRaise(finding);
  }

  #goOn(alarm: TrackedAlarm, finding: Finding): void {
    const abnormal = (finding.signal || finding.outside) && finding.material && finding.direction === alarm.direction;
    const end = finding.at + this.stepMs;
    if (abnormal) {
      if (this.#quiet >= quietBucketsMin) this.#relapses += 1;
      this.#quiet = 0;
      this.#alarm = {
        ...alarm,
        phase: 'active',
        flapping: this.#relapses >= relapsesFlapping,
        score: finding.score,
        peakScore: Math.max(alarm.peakScore, finding.score),
        signals: alarm.signals + 1,
        shape: shapeOf(alarm, finding, end),
      };
      return;
    }
    this.#quiet += 1;
    const wantedMs = alarm.flapping ? sameMs : quietMs;
    const over = this.#quiet >= quietBucketsMin && this.#quiet * this.stepMs >= wantedMs;
    const endedAt = over ? end - this.#quiet * this.stepMs : null;
    this.#alarm = { ...alarm, phase: over ? 'ended' : 'recovering', endedAt, score: finding.score };
    if (over) this.#recent = [];
  }

  #maybeRaise(finding: Finding): void {
    if (!(finding.signal || finding.outside) || !finding.material) return;
    const alike = this.#recent.filter(
      (one) => one.direction === finding.direction && one.material && (one.signal || one.outside),
    );
    const signals = alike.filter((one) => one.signal);
    const strong = signals.filter((one) => one.score >= strongScore).length >= Math.min(2, this.#needed);
    if (signals.length === 0 || (alike.length < this.#needed && !strong)) return;
    const startedAt = alike[0]?.at ?? finding.at;
    const end = finding.at + this.stepMs;
    const before = this.#alarm;
    const back = before !== null && before.direction === finding.direction && end - (before.endedAt ?? 0) <= sameMs;
    this.#relapses = back ? this.#relapses + 1 : 0;
    this.#quiet = 0;
    const peakScore = Math.max(...alike.map(({ score }) => score));
    this.#alarm = {
      startedAt: back ? before.startedAt : startedAt,
      raisedAt: back ? before.raisedAt : end,
      direction: finding.direction,
      shape: finding.shape,
      phase: 'active',
      flapping: this.#relapses >= relapsesFlapping,
      endedAt: null,
      score: finding.score,
      peakScore: back ? Math.max(before.peakScore, peakScore) : peakScore,
      signals: alike.length + (back ? before.signals : 0),
    };
  }
}

/** The shape is told best in the first minute, nothing left is said at once, and what stays is a shift. */
function shapeOf(alarm: TrackedAlarm, finding: Finding, end: number): SignalShape {
  if (finding.shape === 'zero' || finding.shape === 'silence') return finding.shape;
  if (end - alarm.startedAt >= shiftMs) return 'shift';
  return end - alarm.raisedAt <= minuteMs && finding.signal ? finding.shape : alarm.shape;
}
