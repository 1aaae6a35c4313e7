import type { City } from './city';
import { CityError } from './cityError';

export interface CityPace {
  /** City seconds per real second. */
  speed(): number;
  /** The city's moment, epoch ms, finer than the whole seconds it lives in: what has run up since the last of them counts. */
  now(): number;
  /** Throws CityError 409 when the city keeps real time. */
  setSpeed(speed: number): void;
  stop(): void;
}

const tickMs = 100;
/** After a pause (a laptop's lid) the city does not race through the night: at most this much is caught up at once. */
const catchUpSecondsMax = 1200;

/** The pace of a city whose epoch is real: its clock is the computer's, also after a sleep (caught up in pieces). */
export function followRealTime(city: City): CityPace {
  const timer = setInterval(() => {
    const behindSeconds = Math.floor((Date.now() - city.now()) / 1000);
    city.advance(Math.max(0, Math.min(catchUpSecondsMax, behindSeconds)));
  }, tickMs);
  return {
    speed: () => 1,
    now: () => Date.now(),
    setSpeed: () => {
      throw new CityError(409, 'speed: a city with a real epoch keeps real time');
    },
    stop: () => clearInterval(timer),
  };
}

/** Lets the city's clock run: whole city seconds, as real time and speed say. */
export function createCityPace(city: City, speedAtStart: number): CityPace {
  let speed = speedAtStart;
  let owedSeconds = 0;
  let seenAt = performance.now();
  const timer = setInterval(() => {
    const at = performance.now();
    owedSeconds = Math.min(catchUpSecondsMax, owedSeconds + ((at - seenAt) / 1000) * speed);
    seenAt = at;
    const whole = Math.floor(owedSeconds);
    owedSeconds -= whole;
    city.advance(whole);
  }, tickMs);
  return {
    speed: () => speed,
    now: () => city.now() + Math.floor(owedSeconds * 1000 + (performance.now() - seenAt) * speed),
    setSpeed: (next) => {
      speed = next;
    },
    stop: () => clearInterval(timer),
  };
}
