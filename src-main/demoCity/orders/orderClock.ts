import type { SeededRandom } from '../random/seededRandom';

/**
 * Turns rates into whole orders. Each counter fires when its integrated rate has used up an exponential allowance: a Poisson
 * process of that rate, exact also when the rate changes.
 */
export interface OrderClock {
  /** How many orders counter `index` sees in a second at this rate. */
  fire(index: number, rate: number): number;
}

/** Exponential numbers are taken from a large shuffled table: one logarithm each would be a third of the city's time. */
const tableSize = 1 << 14;

export function createOrderClock(counters: number, random: SeededRandom): OrderClock {
  const table = Float64Array.from({ length: tableSize }, (_, i) => -Math.log(1 - (i + 0.5) / tableSize));
  const exponential = (): number => table[random.integer(tableSize)]!;
  const allowance = Float64Array.from({ length: counters }, exponential);
  return {
    fire: (index, rate) => {
      let left = allowance[index]! - rate;
      let fired = 0;
      while (left < 0) {
        fired += 1;
        left += exponential();
      }
      allowance[index] = left;
      return fired;
    },
  };
}
