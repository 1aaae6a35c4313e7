import { line } from 'd3';
import { formatChange, formatCount, formatDate, formatTimeOfDay } from '../ui/format';
import { scaleOf } from './axis';
import { createCanvasLayer } from './canvasLayer';
import { chartFont, type ChartLook } from './chartLook';
import type { ChartWords } from './chartWords';
import { dayTotals } from './dayTotals';
import type { PanelPicture, PanelView } from './panelDrawing';
import { highestOf, lineOfDay } from './reading';

export interface DayStripScene {
  readonly look: ChartLook;
  readonly words: ChartWords;
  /** 提单, as in "已提单 443 万". */
  readonly metricName: string;
  /** The part of the day that the large curve shows, ms before and after its moment. */
  readonly shown: { readonly beforeMs: number; readonly afterMs: number };
}

/** Left and right of the day in its card; a pointer's place is read with it too. */
export const sidePx = 14;
const hours = [0, 6, 12, 18, 24];
const hourGapPx = 6;

/** The whole day in one small card: today against last week, the curve's window bracketed, the total so far. */
export function createDayStripPicture(root: HTMLElement): PanelPicture<DayStripScene> {
  const layer = createCanvasLayer(root);
  return {
    draw: (scene, view) => {
      const context = layer.begin(view.width, view.height);
      if (!view.buffer.filled) return;
      const px = scene.look.size === 'wall' ? 15 : 12.5;
      const plot = { left: sidePx, right: view.width - sidePx, top: px + 18, bottom: view.height - px - 12 };
      drawTitle(context, scene, view, px);
      if (plot.bottom - plot.top < 8) return;
      drawDay(context, scene, view, plot);
      drawHours(context, scene, view, plot, px - 1);
    },
    close: () => layer.close(),
  };
}

function drawTitle(
  context: CanvasRenderingContext2D,
  { look, words, metricName }: DayStripScene,
  view: PanelView,
  px: number,
): void {
  const { colours } = look;
  const y = 8 + px / 2;
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  context.fillStyle = colours.ink2;
  const widthOf = ({ text, weight }: TitlePart): number => {
    context.font = chartFont(px, weight);
    return context.measureText(text).width;
  };
  const widthOfAll = (parts: readonly TitlePart[]): number => parts.reduce((sum, part) => sum + widthOf(part), 0);
  const title: TitlePart = { text: titleOf(words, view), weight: 400, colour: colours.ink2 };
  const room = view.width - 2 * sidePx;
  const roomBesideTitle = room - widthOf(title) - 12;
  const totals = totalsInWords(look, words, metricName, view);
  // A narrow card shortens the comparison, then gives up its title (the hours below say it too), before it cuts a word.
  const beside = totals.find((parts) => widthOfAll(parts) <= roomBesideTitle && parts.length === totals[0]?.length);
  const shown = beside ?? totals.find((parts) => widthOfAll(parts) <= room) ?? [];
  if (beside !== undefined) {
    context.font = chartFont(px, title.weight);
    context.fillText(title.text, sidePx, y);
  }
  let left = beside === undefined ? sidePx : view.width - sidePx - widthOfAll(shown);
  for (const part of shown) {
    const width = widthOf(part);
    context.fillStyle = part.colour;
    context.fillText(part.text, left, y);
    left += width;
  }
}

/** The same totals, longest first. */
function totalsInWords(look: ChartLook, words: ChartWords, metricName: string, { buffer }: PanelView): TitlePart[][] {
  const { ink, ink2 } = look.colours;
  const totals = dayTotals(buffer, lineOfDay(buffer, 'yesterday'));
  const total = `${totals.covered < 0.99 ? '≥ ' : ''}${formatCount(totals.today, words.language)}`;
  const soFar: TitlePart[] = [
    { text: `${words.text('day.soFar', { metric: metricName })} `, weight: 400, colour: ink2 },
    { text: total, weight: 600, colour: ink },
  ];
  if (totals.change === null) return [soFar];
  const change = formatChange(totals.change);
  const compared = (['day.vsYesterday', 'chart.yesterday'] as const).map((key): TitlePart[] => [
    ...soFar,
    { text: `   ${words.text(key)} ${change}`, weight: 400, colour: ink2 },
  ]);
  return [...compared, soFar];
}

function titleOf({ text, timeZone }: ChartWords, { buffer, roomAt }: PanelView): string {
  const date = formatDate(buffer.query.at ?? roomAt, timeZone);
  return date === formatDate(roomAt, timeZone) ? text('day.title') : text('day.past', { date });
}

interface TitlePart {
  readonly text: string;
  readonly weight: 400 | 600;
  readonly colour: string;
}

interface StripPlot {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

function drawDay(context: CanvasRenderingContext2D, { look, shown }: DayStripScene, view: PanelView, plot: StripPlot): void {
  const { buffer } = view;
  const { colours } = look;
  const x = scaleOf(buffer.axisFrom, buffer.axisTo, plot.left, plot.right);
  const y = scaleOf(0, Math.max(highestOf(buffer), 1), plot.bottom, plot.top);
  const at = buffer.query.at ?? view.roomAt;
  const [from, to] = [x(at - shown.beforeMs), x(at + shown.afterMs)].map((each) =>
    Math.min(plot.right, Math.max(plot.left, each)),
  );
  context.fillStyle = colours.accentSoft;
  context.fillRect(from ?? 0, plot.top - 4, (to ?? 0) - (from ?? 0), plot.bottom - plot.top + 6);
  context.strokeStyle = colours.line2;
  context.lineWidth = 1;
  strokeLine(context, [plot.left, plot.bottom + 0.5], [plot.right, plot.bottom + 0.5]);
  const draw = (lineIndex: number, colour: string, width: number, until: number): void => {
    if (lineIndex < 0) return;
    const points = Array.from(buffer.column(lineIndex), (value, i): [number, number] => [
      buffer.firstAt + i * buffer.stepMs,
      value,
    ]);
    const path = line<[number, number]>(
      ([time]) => x(time),
      ([, value]) => y(value),
    ).defined(([time, value]) => !Number.isNaN(value) && time < until);
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.lineJoin = 'round';
    context.beginPath();
    path.context(context)(points);
    context.stroke();
  };
  draw(lineOfDay(buffer, 'lastWeek'), colours.lastWeek, 1.2, Infinity);
  draw(0, colours.ink, look.size === 'wall' ? 2.2 : 1.8, buffer.lines[0]?.filling?.at ?? Infinity);
  context.strokeStyle = colours.accent;
  context.lineWidth = 1.5;
  for (const side of [from, to]) strokeLine(context, [side ?? 0, plot.top - 4], [side ?? 0, plot.bottom + 2]);
}

function drawHours(
  context: CanvasRenderingContext2D,
  { look, words }: DayStripScene,
  { buffer }: PanelView,
  plot: StripPlot,
  px: number,
): void {
  context.font = chartFont(px, 400);
  context.fillStyle = look.colours.ink3;
  context.textBaseline = 'alphabetic';
  const dayMs = buffer.axisTo - buffer.axisFrom;
  const widthOf = context.measureText('00:00').width;
  // The outer labels stand inside their ends: between them and the next lies less than a quarter of the day.
  const shown = (plot.right - plot.left) / 4 < widthOf * 1.5 + hourGapPx ? hours.filter((hour) => hour % 12 === 0) : hours;
  for (const hour of shown) {
    const x = plot.left + ((plot.right - plot.left) * hour) / 24;
    context.textAlign = hour === 0 ? 'left' : hour === 24 ? 'right' : 'center';
    // On a day of 23 or 25 hours the quarters are not round hours: they say their own time.
    const text = hour === 24 ? '24:00' : formatTimeOfDay(buffer.axisFrom + (dayMs * hour) / 24, words.timeZone);
    context.fillText(text, x, plot.bottom + px + 5);
  }
}

function strokeLine(context: CanvasRenderingContext2D, from: readonly [number, number], to: readonly [number, number]): void {
  context.beginPath();
  context.moveTo(...from);
  context.lineTo(...to);
  context.stroke();
}
