import type { ClockReading } from '../backends/backend';
import { slew, type ShownTime } from './slew';

/** What a quartz clock drifts against another; the bounds of a reading widen by this as it ages. */
const driftShare = 100e-6;
/** Readings kept; one every few seconds is some minutes. */
const readingsMax = 32;
/** Two readings that miss each other by less than this, real ms, come from a clock that stumbled, not from one that was set. */
const stumbleMs = 50;

export interface ClockEstimate {
  /** The backend's time now, epoch ms. */
  readonly at: number;
  readonly rate: number;
  /** Half-width, ms of the backend's time. */
  readonly errorMs: number;
}

/** Bounds of the backend's time at mono 0, as one reading gave them. */
interface Bounds {
  readonly low: number;
  readonly high: number;
  readonly readMono: number;
}

/**
 * Estimates a backend's clock from readings taken over a network. The truth lies between asking and being answered
 * (Cristian's algorithm), so every reading gives bounds, half a round trip and the clock's own coarseness wide; all readings
 * hold at once, so the estimate is the middle of what they have in common (Marzullo's algorithm): fast answers and ticks of
 * a coarse clock narrow it. Corrections up to two seconds are slewed, so the time on panels neither jumps nor runs
 * backwards. A reading that contradicts the others starts anew: that clock was set, or the server is another.
 */
export class RoomClock {
  #rate = 1;
  #readings: Bounds[] = [];
  #shown: ShownTime | null = null;

  observe(reading: ClockReading): void {
    if (reading.rate !== this.#rate) {
      this.restart();
      this.#rate = reading.rate;
    }
    const bounds: Bounds = {
      low: reading.at - reading.errorMs - reading.receivedMono * this.#rate,
      high: reading.at + reading.errorMs - reading.sentMono * this.#rate,
      readMono: reading.receivedMono,
    };
    const common = this.#common(bounds.readMono);
    const toleranceMs = stumbleMs * this.#rate;
    if (common !== null && (bounds.low > common.high + toleranceMs || bounds.high < common.low - toleranceMs))
      this.#readings = [];
    this.#readings.push(bounds);
    if (this.#readings.length > readingsMax) this.#readings.shift();
  }

  /** Forgets everything: the next reading is believed whatever it says. */
  restart(): void {
    this.#readings = [];
    this.#shown = null;
  }

  /** null before the first reading. */
  estimate(mono: number): ClockEstimate | null {
    const common = this.#common(mono);
    if (common === null) return null;
    const target = (common.low + common.high) / 2 + mono * this.#rate;
    const { at } = slew(this.#shown, target, mono, this.#rate);
    this.#shown = { at, mono };
    return { at, rate: this.#rate, errorMs: Math.abs(common.high - common.low) / 2 + Math.abs(at - target) };
  }

  #common(mono: number): { readonly low: number; readonly high: number } | null {
    if (this.#readings.length === 0) return null;
    let low = Number.NEGATIVE_INFINITY;
    let high = Number.POSITIVE_INFINITY;
    for (const bounds of this.#readings) {
      const drift = Math.max(0, mono - bounds.readMono) * this.#rate * driftShare;
      low = Math.max(low, bounds.low - drift);
      high = Math.min(high, bounds.high + drift);
    }
    return { low, high };
  }
}
