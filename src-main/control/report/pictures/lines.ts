import type { Plot } from './plot';

/** SVG path of a column; a gap stays open, and a bucket alone between gaps is a short dash. */
export function linePath(column: Float64Array, plot: Plot): string {
  return runsOf(column, Number.isFinite)
    .map(({ from, to }) => {
      if (to - from === 1) return `M${px(plot.xOf(from) - 1.5)} ${px(plot.yOf(column[from] ?? 0))}h3`;
      return pointsOf(column, from, to, plot)
        .map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${px(x)} ${px(y)}`)
        .join('');
    })
    .join('');
}

/** The area between two columns, where both are known and `where` holds. */
export function areaPath(
  lower: Float64Array,
  upper: Float64Array,
  plot: Plot,
  where: (index: number) => boolean = () => true,
): string {
  const known = upper.map((value, i) => (where(i) ? value - (lower[i] ?? Number.NaN) : Number.NaN));
  return runsOf(known, Number.isFinite)
    .filter(({ from, to }) => to - from > 1)
    .map(({ from, to }) => {
      const edge = [...pointsOf(upper, from, to, plot), ...pointsOf(lower, from, to, plot).reverse()];
      return `${edge.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${px(x)} ${px(y)}`).join('')}Z`;
    })
    .join('');
}

export function px(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function pointsOf(column: Float64Array, from: number, to: number, plot: Plot): [number, number][] {
  return Array.from({ length: to - from }, (_, i) => [plot.xOf(from + i), plot.yOf(column[from + i] ?? 0)]);
}

function runsOf(column: Float64Array, holds: (value: number) => boolean): { readonly from: number; readonly to: number }[] {
  const runs: { from: number; to: number }[] = [];
  let from = -1;
  for (let i = 0; i <= column.length; i += 1) {
    const inside = i < column.length && holds(column[i] ?? Number.NaN);
    if (inside && from < 0) from = i;
    if (!inside && from >= 0) {
      runs.push({ from, to: i });
      from = -1;
    }
  }
  return runs;
}
