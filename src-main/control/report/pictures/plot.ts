import type { Frame } from '../../../../contract/frames';

/** Where a bucket and a value lie, px; x is a bucket's middle. */
export interface Plot {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly valueMax: number;
  xAt(at: number): number;
  xOf(index: number): number;
  yOf(value: number): number;
}

export interface PlotSize {
  readonly width: number;
  readonly height: number;
}

/** Room for values at the left, for the lines' names at the right, for marks above and times below. */
const margin = { left: 54, right: 92, top: 26, bottom: 24 } as const;

export function createPlot(frame: Frame, { width, height }: PlotSize): Plot {
  const [left, right, top, bottom] = [margin.left, width - margin.right, margin.top, height - margin.bottom];
  const highest = Math.max(0, ...frame.columns.flatMap((column) => [...column].filter(Number.isFinite)));
  const valueMax = niceAbove(highest);
  const span = Math.max(1, frame.axisTo - frame.axisFrom);
  const xAt = (at: number): number => left + ((at - frame.axisFrom) / span) * (right - left);
  return {
    ...{ left, right, top, bottom, valueMax },
    xAt,
    xOf: (index) => xAt(frame.firstAt + (index + 0.5) * frame.stepMs),
    yOf: (value) => bottom - (Math.min(Math.max(value, 0), valueMax) / valueMax) * (bottom - top),
  };
}

/** Four equal parts of it are round numbers. */
function niceAbove(highest: number): number {
  if (highest <= 0) return 1;
  const decade = 10 ** Math.floor(Math.log10(highest));
  const nice = [1, 1.2, 1.6, 2, 2.4, 3.2, 4, 6, 8, 10].find((factor) => factor * decade >= highest) ?? 10;
  return nice * decade;
}
