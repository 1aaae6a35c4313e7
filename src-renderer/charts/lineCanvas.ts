import { LineChart } from 'echarts/charts';
import { GridComponent } from 'echarts/components';
import { init, use as register, type ECharts, type EChartsCoreOption } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import type { PanelBuffer } from '../frames/panelBuffer';
import { canvasRatio } from '../ui/pageScale';

register([LineChart, GridComponent, CanvasRenderer]);

export interface Plot {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface LineStyle {
  readonly colour: string;
  readonly widthPx: number;
  readonly dash: readonly number[] | null;
  readonly opacity: number;
}

export interface LinesInput {
  readonly buffer: PanelBuffer;
  readonly from: number;
  readonly to: number;
  readonly valueMax: number;
  /** CSS px from the root's top left. */
  readonly plot: Plot;
  readonly width: number;
  readonly height: number;
  /** By line of the query; drawn in reverse order, so line 0 (today) lies on top. */
  readonly styles: readonly LineStyle[];
  /** Points of today's lines from this time on are left out: the bucket that still fills is not part of the line. */
  readonly todayUntil: number;
  /** How many lines, from line 0 on, are today's; 1 when left out. */
  readonly todayLines?: number;
}

/** The lines of one panel, drawn by one ECharts instance that lives as long as its root. Axes, words and marks are not its. */
export interface LineCanvas {
  draw(input: LinesInput): void;
  close(): void;
}

export function createLineCanvas(root: HTMLElement): LineCanvas {
  const host = document.createElement('div');
  Object.assign(host.style, { position: 'absolute', inset: '0', pointerEvents: 'none' });
  host.setAttribute('aria-hidden', 'true');
  root.append(host);
  // Born with its size: ECharts would warn about an element that has not been laid out.
  let chart = open(host);
  let ratio = canvasRatio();
  let columns: Float64Array[] = [];
  return {
    draw: (input) => {
      // ECharts keeps a series that an option no longer names, unless it is told.
      const fewer = input.styles.length < columns.length;
      const capacity = input.buffer.query.pointsMax * 2 + 8;
      if (columns.length !== input.styles.length || columns[0]?.length !== capacity)
        columns = input.styles.map(() => new Float64Array(capacity));
      // ECharts keeps the pixel ratio it was born with; a window that moves to another screen gets another one.
      if (ratio !== canvasRatio()) {
        chart.dispose();
        chart = open(host);
        ratio = canvasRatio();
      }
      const resized = chart.getWidth() !== input.width || chart.getHeight() !== input.height;
      if (resized) chart.resize({ width: input.width, height: input.height, silent: true });
      chart.setOption(optionOf(input, columns), { silent: true, ...(fewer ? { replaceMerge: ['series'] } : {}) });
      // Paint inside this draw and its budget, not in a frame of zrender's own choosing.
      chart.getZr().flush();
    },
    close: () => {
      chart.dispose();
      host.remove();
    },
  };
}

function open(host: HTMLElement): ECharts {
  return init(host, null, { renderer: 'canvas', width: 1, height: 1, devicePixelRatio: canvasRatio() });
}

function optionOf(input: LinesInput, columns: readonly Float64Array[]): EChartsCoreOption {
  const { plot, width, height } = input;
  return {
    animation: false,
    grid: { left: plot.left, top: plot.top, right: width - plot.right, bottom: height - plot.bottom, outerBoundsMode: 'none' },
    xAxis: { type: 'value', min: input.from, max: input.to, show: false },
    yAxis: { type: 'value', min: 0, max: input.valueMax, show: false },
    series: input.styles.map((style, line) => ({
      id: String(line),
      type: 'line',
      z: 10 - line,
      data: interleave(input, line, columns[line]),
      dimensions: ['at', 'value'],
      showSymbol: false,
      silent: true,
      connectNulls: false,
      clip: true,
      emphasis: { disabled: true },
      lineStyle: {
        color: style.colour,
        width: style.widthPx,
        type: style.dash ?? 'solid',
        cap: style.dash === null || style.dash[0] === 0.1 ? 'round' : 'butt',
        join: 'round',
        opacity: style.opacity,
      },
    })),
  };
}

/** ECharts reads [x0, y0, x1, y1, …] straight from a Float64Array: no object per point. */
function interleave(
  { buffer, todayUntil, todayLines = 1 }: LinesInput,
  line: number,
  into: Float64Array | undefined,
): Float64Array {
  if (into === undefined) return new Float64Array(0);
  const values = buffer.column(line);
  for (let i = 0; i < values.length; i += 1) {
    const at = buffer.firstAt + i * buffer.stepMs;
    into[2 * i] = at;
    into[2 * i + 1] = line < todayLines && at >= todayUntil ? Number.NaN : (values[i] ?? Number.NaN);
  }
  return into.subarray(0, 2 * values.length);
}
