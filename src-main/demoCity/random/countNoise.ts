import { normal } from './normal';
import type { SeededRandom } from './seededRandom';

/** Counting noise for what machines report about themselves. */
export interface CountNoise {
  /** A Poisson number with this mean. */
  count(mean: number): number;
  /** A factor around 1 with this relative spread. */
  factor(spread: number): number;
}

/** Above this mean a Poisson number is drawn as a rounded normal one. */
const normalFrom = 16;

export function createCountNoise(seed: number, random: SeededRandom): CountNoise {
  let drawn = 0;
  const z = (): number => {
    drawn = (drawn + 1) | 0;
    return normal(seed, drawn, 91);
  };
  return {
    count: (mean) => {
      if (mean <= 0) return 0;
      if (mean >= normalFrom) return Math.max(0, Math.round(mean + Math.sqrt(mean) * z()));
      let count = 0;
      for (let left = mean - random.exponential(); left > 0; left -= random.exponential()) count += 1;
      return count;
    },
    factor: (spread) => Math.max(0, 1 + spread * z()),
  };
}

/** Reports without noise: expected values, for tables of the healthy city. */
export const noNoise: CountNoise = { count: (mean) => Math.max(0, mean), factor: () => 1 };
