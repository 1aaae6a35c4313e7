/** Several charts with one value axis: each tells its highest value, and gets the highest of all. */
export interface SharedScale {
  highest(panelId: string, own: number): number;
}

/** @param _members a new set of charts gets a new scale, so that the peak of one that is gone does not linger */
export function createSharedScale(_members: string): SharedScale {
  const highest = new Map<string, number>();
  return {
    highest: (panelId, own) => {
      highest.set(panelId, own);
      return Math.max(...highest.values());
    },
  };
}
