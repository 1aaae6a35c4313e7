import type { City } from './city';

export interface CityPace {
  /** City time now, between whole seconds too. */
  speed(): number;
  setSpeed(speed: number): void;
  stop(): void;
}

const tickMs = 100;
/** After a pause (a laptop's lid) the city does not race through the night: at most this much is caught up at once. */
const catchUpSecondsMax = 1200;

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
    setSpeed: (next) => {
      speed = next;
    },
    stop: () => clearInterval(timer),
  };
}
