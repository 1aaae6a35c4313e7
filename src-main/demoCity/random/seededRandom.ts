/** A stream of numbers in [0, 1): xorshift128, four 32-bit words of state, the same for the same seed everywhere. */
export interface SeededRandom {
  next(): number;
  /** Exponential with mean 1. */
  exponential(): number;
  /** Integer in [0, below). */
  integer(below: number): number;
  pick<T>(choices: readonly T[]): T;
}

export function seededRandom(seed: number): SeededRandom {
  let x = 0x9e3779b9 ^ seed;
  let y = 0x243f6a88 ^ Math.imul(seed, 0x85ebca6b);
  let z = 0xb7e15162 ^ Math.imul(seed, 0xc2b2ae35);
  let w = 0xdeadbeef ^ (seed << 7);
  const next = (): number => {
    const t = x ^ (x << 11);
    x = y;
    y = z;
    z = w;
    w = w ^ (w >>> 19) ^ t ^ (t >>> 8);
    return (w >>> 0) / 0x1_0000_0000;
  };
  // The first draws of similar seeds resemble each other.
  for (let i = 0; i < 20; i += 1) next();
  return {
    next,
    exponential: () => -Math.log(1 - next()),
    integer: (below) => Math.floor(next() * below),
    pick: (choices) => {
      const choice = choices[Math.floor(next() * choices.length)];
      if (choice === undefined) throw new Error('pick: there must be something to choose from');
      return choice;
    },
  };
}
