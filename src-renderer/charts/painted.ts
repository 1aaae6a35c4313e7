import type { PanelBuffer } from '../frames/panelBuffer';
import { firstChartPainted } from '../state/firstChart';
import { lineOfDay, pointsOf } from './reading';

let chartSaid = false;
let historySaid = false;

/** Tells main, once each, that this window has painted real samples and, later, a line of another day. */
export function sayPainted(buffer: PanelBuffer): void {
  if (!chartSaid && pointsOf(buffer, 0) > 0) {
    chartSaid = true;
    say('chart');
    firstChartPainted();
  }
  if (historySaid) return;
  const history = (['yesterday', 'lastWeek', 'expected'] as const).map((day) => lineOfDay(buffer, day));
  if (!history.some((line) => line >= 0 && pointsOf(buffer, line) > 0)) return;
  historySaid = true;
  say('history');
}

/** After the compositor has had the frame: a draw that nobody has seen is not painted. The answer does not matter here. */
function say(what: 'chart' | 'history'): void {
  requestAnimationFrame(() => void window.highnoon.ask('window.painted', { what }));
}
