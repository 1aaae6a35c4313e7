import type { PanelBuffer } from '../frames/panelBuffer';
import { windowFrames } from '../frames/windowFrames';
import { firstChartPainted } from '../state/firstChart';
import { pointsOf } from './reading';

let chartSaid = false;
let historySaid = false;

/** Tells main, once each, that this window has painted real samples and, later, that no panel waits for its history any more. */
export function sayPainted(buffer: PanelBuffer): void {
  if (!chartSaid) {
    if (pointsOf(buffer, 0) === 0) return;
    chartSaid = true;
    say('chart');
    firstChartPainted();
    return;
  }
  if (historySaid || !windowFrames().settled()) return;
  historySaid = true;
  say('history');
}

/** After the compositor has had the frame: a draw that nobody has seen is not painted. The answer does not matter here. */
function say(what: 'chart' | 'history'): void {
  requestAnimationFrame(() => void window.highnoon.ask('window.painted', { what }));
}
