import type { ClockEstimate, RoomClock } from './roomClock';
import { slew, type ShownTime } from './slew';

/**
 * While the source's clock is known to within this, real ms, the room keeps it: a monotonic clock carries it on through an
 * outage of more than an hour. Half a second more or less never moves a bucket.
 */
const sourceErrorMsMax = 500;

/** A clock the room could be read from; BackendPoller. */
export interface ClockCandidate {
  readonly id: string;
  readonly clock: RoomClock;
  readonly traits: { readonly ownTime: boolean };
  /** Neither an answer nor a failure yet. */
  readonly connecting: boolean;
}

export interface RoomReading extends ClockEstimate {
  readonly backendId: string;
  /** The room deliberately lives at another time than the workstation. */
  readonly ownTime: boolean;
}

export interface RoomStep {
  readonly at: number;
  readonly byMs: number;
}

/**
 * The one time of the room. It is the source's; where the source has not told its time, or too long ago, the best known
 * clock among the other backends, and that one is kept until the source is back or its own error grows too large, so that
 * two servers that disagree do not pull the room to and fro. A change of the leading clock is slewed when it is small.
 */
export class RoomTime {
  #leader: ClockCandidate | null = null;
  #shown: (ShownTime & { readonly rate: number }) | null = null;
  #stepped: RoomStep | null = null;

  constructor(
    private readonly sourceId: string,
    private readonly candidates: ReadonlyMap<string, ClockCandidate>,
  ) {}

  /** The last jump; null when there was none. */
  get stepped(): RoomStep | null {
    return this.#stepped;
  }

  /** null until the source answered or failed, so that no panel jumps from one day to another, and while no backend tells a time. */
  read(mono: number): RoomReading | null {
    const source = this.candidates.get(this.sourceId);
    if (source === undefined || (source.connecting && this.#leader === null)) return null;
    this.#leader = this.#choose(source, mono);
    const estimate = this.#leader?.clock.estimate(mono) ?? null;
    if (this.#leader === null || estimate === null) return null;
    const before = this.#shown !== null && this.#shown.rate === estimate.rate ? this.#shown : null;
    const { at, steppedByMs } = slew(before, estimate.at, mono, estimate.rate);
    if (steppedByMs !== 0) this.#stepped = { at: Math.round(at), byMs: Math.round(steppedByMs) };
    this.#shown = { at, mono, rate: estimate.rate };
    return {
      at,
      rate: estimate.rate,
      errorMs: estimate.errorMs + Math.abs(at - estimate.at),
      backendId: this.#leader.id,
      ownTime: this.#leader.traits.ownTime,
    };
  }

  #choose(source: ClockCandidate, mono: number): ClockCandidate | null {
    if (errorOf(source, mono) <= sourceErrorMsMax) return source;
    if (this.#leader !== null && this.#leader !== source && errorOf(this.#leader, mono) <= sourceErrorMsMax) return this.#leader;
    let best: ClockCandidate | null = errorOf(source, mono) === Number.POSITIVE_INFINITY ? null : source;
    for (const candidate of this.candidates.values()) {
      // A made-up time is the room's only when the workspace reads from it.
      if (candidate === source || candidate.traits.ownTime) continue;
      const error = errorOf(candidate, mono);
      if (error < (best === null ? Number.POSITIVE_INFINITY : errorOf(best, mono))) best = candidate;
    }
    return best;
  }
}

/** Real ms; infinite before the first reading. */
function errorOf({ clock }: ClockCandidate, mono: number): number {
  const estimate = clock.estimate(mono);
  return estimate === null ? Number.POSITIVE_INFINITY : estimate.errorMs / estimate.rate;
}
