const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** The cell that an arrow leads to, or the same one at the edge; null when the key is no arrow. */
export function moveFocus(key: string, from: number, columns: number, count: number): number | null {
  const step = Object.hasOwn(arrows, key) ? arrows[key] : undefined;
  if (step === undefined) return null;
  const column = (from % columns) + step[0];
  const to = from + step[0] + step[1] * columns;
  return column < 0 || column >= columns || to < 0 || to >= count ? from : to;
}
