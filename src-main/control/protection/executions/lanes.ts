/**
 * One at a time per lane (a target's instance), all the lanes of an act at once. Whoever asks takes its place in all of them in the same
 * moment, so no two can wait for each other.
 */
export interface Lanes {
  hold<Value>(lanes: readonly string[], act: () => Promise<Value>): Promise<Value>;
}

export function createLanes(): Lanes {
  const tails = new Map<string, Promise<void>>();
  return {
    hold: async (lanes, act) => {
      const before = lanes.flatMap((lane) => tails.get(lane) ?? []);
      let free: () => void = () => undefined;
      const mine = new Promise<void>((resolve) => {
        free = resolve;
      });
      for (const lane of lanes) tails.set(lane, mine);
      await Promise.all(before);
      try {
        return await act();
      } finally {
        free();
        for (const lane of lanes) if (tails.get(lane) === mine) tails.delete(lane);
      }
    },
  };
}
