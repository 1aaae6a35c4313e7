/** Moves labels apart so that none lies on another, as little as possible, keeping their order; px. */
export function spreadLabels(wanted: readonly number[], apart: number, top: number, bottom: number): number[] {
  const order = wanted.map((y, index) => ({ y, index })).sort((a, b) => a.y - b.y);
  let floor = top;
  const down = order.map(({ y, index }) => {
    const placed = Math.max(y, floor);
    floor = placed + apart;
    return { placed, index };
  });
  let ceiling = bottom;
  const result = new Array<number>(wanted.length).fill(0);
  for (const { placed, index } of down.reverse()) {
    const lifted = Math.min(placed, ceiling);
    result[index] = lifted;
    ceiling = lifted - apart;
  }
  return result;
}
