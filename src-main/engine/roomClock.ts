import type { ClockReading } from './backends/backend';

/** What a quartz clock drifts against another; the error of a reading grows by this as it ages. */
const driftShare = 100e-6;
/** Readings kept to choose from: the best of the last half minute at one a second. */
const readingsMax = 32;
/** A correction is spread over time instead of jumping while it is at most this large, real ms. */
const slewMsMax = 250;
/** Share of real time by which the clock runs slower or faster while it is being corrected. */
const slewShare = 0.2;

export interface ClockEstimate {
  /** The backend's time now, epoch ms. */
  readonly at: number;
  readonly rate: number;
  /** Half-width, ms of the backend's time. */
  readonly errorMs: number;
}

interface Offset {
  /** Backend time at mono 0 of the reading's rate. */
  readonly base: number;
  readonly errorMs: number;
  readonly readMono: number;
}

/**
 * Estimates a backend's clock from readings taken over a network (Cristian's algorithm): the truth lies between asking
 * and being answered, so the middle is off by at most half a round trip; the reading with the smallest error wins, and
 * its error grows with age. Small corrections are slewed, so time seen by panels does not jump; it never runs backwards
 * for them. A reading that contradicts all others starts a new estimate: that clock was set, or the server is another.
 */
export class RoomClock {
  #rate = 1;
  #offsets: Offset[] = [];
  #shown: { readonly at: number; readonly mono: number } | null = null;

  observe(reading: ClockReading): void {
    if (reading.rate !== this.#rate) {
      this.#offsets = [];
      this.#shown = null;
      this.#rate = reading.rate;
    }
    const middleMono = (reading.sentMono + reading.receivedMono) / 2;
    const offset: Offset = {
      base: reading.at - middleMono * this.#rate,
      errorMs: reading.errorMs + ((reading.receivedMono - reading.sentMono) / 2) * this.#rate,
      readMono: reading.receivedMono,
    };
    const contradicts = this.#offsets.some(
      (known) =>
        Math.abs(known.base - offset.base) > this.#errorAt(known, offset.readMono) + offset.errorMs + slewMsMax * this.#rate,
    );
    if (contradicts) {
      this.#offsets = [];
      this.#shown = null;
    }
    this.#offsets.push(offset);
    if (this.#offsets.length > readingsMax) this.#offsets.shift();
  }

  /** null before the first reading. */
  estimate(mono: number): ClockEstimate | null {
    const best = this.#best(mono);
    if (best === null) return null;
    const target = best.base + mono * this.#rate;
    const at = this.#slewed(target, mono);
    this.#shown = { at, mono };
    return { at, rate: this.#rate, errorMs: this.#errorAt(best, mono) + Math.abs(at - target) };
  }

  #best(mono: number): Offset | null {
    let best: Offset | null = null;
    for (const offset of this.#offsets) {
      if (best === null || this.#errorAt(offset, mono) <= this.#errorAt(best, mono)) best = offset;
    }
    return best;
  }

  #slewed(target: number, mono: number): number {
    if (this.#shown === null) return target;
    const elapsed = (mono - this.#shown.mono) * this.#rate;
    const free = this.#shown.at + elapsed;
    if (Math.abs(target - free) > slewMsMax * this.#rate) return target;
    const stepMax = elapsed * slewShare;
    return free + Math.max(-stepMax, Math.min(stepMax, target - free));
  }

  #errorAt(offset: Offset, mono: number): number {
    return offset.errorMs + Math.max(0, mono - offset.readMono) * this.#rate * driftShare;
  }
}
