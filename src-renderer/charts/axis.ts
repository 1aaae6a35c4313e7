import { scaleLinear, type ScaleLinear } from 'd3';
import type { Language } from '../../contract/choices';
import { formatCount } from '../ui/format';

export interface ValueAxis {
  /** The top of the plot; the bottom is always zero. */
  readonly max: number;
  readonly ticks: readonly number[];
}

/** Room above the highest value, so that a label fits there. */
const headroom = 1.1;
const tickSteps = [1, 2, 2.5, 3, 5, 10];

/**
 * From zero, 4–5 ticks on round numbers. `before` keeps the old axis while the data still fits it and fills at least half:
 * an axis that follows every wiggle makes the picture jump.
 */
export function valueAxisFor(highest: number, before: ValueAxis | null): ValueAxis {
  const wanted = Math.max(highest, smallestTop) * headroom;
  if (before !== null && wanted <= before.max && wanted >= before.max * 0.55) return before;
  const magnitude = 10 ** Math.floor(Math.log10(wanted));
  const step = [0.1, 1].flatMap((size) => tickSteps.map((each) => each * size * magnitude)).find((each) => wanted / each < 5);
  const chosen = step ?? magnitude;
  const tickCount = Math.floor(wanted / chosen) + 1;
  // A half step of air keeps the axis still while the peak grows.
  const max = Math.ceil((wanted / chosen) * 2) * (chosen / 2);
  return { max, ticks: Array.from({ length: tickCount }, (_, i) => Number((i * chosen).toPrecision(12))) };
}

/** A metric that is zero all day still gets an axis. */
const smallestTop = 1;

const minuteMs = 60_000;
const tickMinutes = [1, 2, 5, 10, 30, 60, 120, 240, 360];

/** Round local times within (from, to), far enough apart for labels `labelPx` wide; 10 min on an hour's curve. */
export function timeTicks(
  from: number,
  to: number,
  widthPx: number,
  labelPx: number,
  localMinute: (at: number) => number,
): number[] {
  const pxPerMinute = widthPx / ((to - from) / minuteMs);
  const everyMinutes = tickMinutes.find((each) => each * pxPerMinute >= labelPx && (each >= 10 || pxPerMinute > 100)) ?? 360;
  const ticks: number[] = [];
  const firstMinuteAt = Math.ceil(from / minuteMs) * minuteMs;
  for (let at = firstMinuteAt; at <= to; at += minuteMs) if (localMinute(at) % everyMinutes === 0) ticks.push(at);
  return ticks;
}

/** Minute of the local day, 0–1439, at an epoch time; formatters are dear, so one is made per zone. */
export function localMinuteIn(timeZone: string): (at: number) => number {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  return (at) => {
    const [hour, minute] = format.format(at).split(':').map(Number);
    return (hour ?? 0) * 60 + (minute ?? 0);
  };
}

export function scaleOf(from: number, to: number, fromPx: number, toPx: number): ScaleLinear<number, number> {
  return scaleLinear([from, to], [fromPx, toPx]);
}

/** A tick's number without the zeros that three figures bring: 6 万, 1.5 万, 1,200. */
export function tickText(tick: number, language: Language): string {
  return formatCount(tick, language).replace(/(\.\d*?)0+(?=\D*$)/, (_, kept: string) => (kept === '.' ? '' : kept));
}

/** CSS px that the widest tick number needs in the context's present font. */
export function ticksWidth(context: CanvasRenderingContext2D, ticks: readonly number[], language: Language): number {
  return Math.max(0, ...ticks.map((tick) => context.measureText(tickText(tick, language)).width));
}
