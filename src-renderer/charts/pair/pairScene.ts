import type { ScaleLinear } from 'd3';
import type { ChartLook } from '../chartLook';
import type { ChartWords } from '../chartWords';
import type { Plot } from '../lineCanvas';
import type { PanelView } from '../panelDrawing';

/** Ink, a thin grey, the selection's colour in long dashes, or the thick red of what is suspected: told apart without colour. */
export type PairTone = 'ink' | 'quiet' | 'selected' | 'suspect';

/** Two lines of today on one axis. Further lines of the query lie behind them, faint. */
export interface PairScene {
  readonly look: ChartLook;
  readonly words: ChartWords;
  readonly names: readonly [string, string];
  readonly tones: readonly [PairTone, PairTone];
  /** `letters`: only the name, at the line's end. `values`: name and newest value in a margin at the right. */
  readonly ends: 'letters' | 'values';
  /** How a value is written, with its unit, and a tick of the axis. */
  readonly write: (value: number) => string;
  readonly writeTick: (value: number) => string;
  /** Each pair of the query's lines is a part and its whole, and what is drawn is the part in percent. */
  readonly isShare: boolean;
  /** What lies between the first and the second line is hatched and called this; null: it means nothing. */
  readonly gapName: { readonly value: (gap: string) => string; readonly note: string } | null;
  /** What is usual, as a dashed level with its words at its end; in what is drawn (percent where `isShare`). */
  readonly usual: { readonly value: number; readonly words: string } | null;
  /** When it began, room epoch ms: a dotted vertical. */
  readonly since: number | null;
}

/** One draw's geometry. */
export interface PairFrame {
  readonly scene: PairScene;
  /** Its buffer holds what is drawn: shares where the scene asks for them. */
  readonly view: PanelView;
  readonly plot: Plot;
  readonly from: number;
  readonly to: number;
  readonly x: ScaleLinear<number, number>;
  readonly y: ScaleLinear<number, number>;
  readonly fontPx: number;
}

export function toneColour({ look: { colours } }: Pick<PairScene, 'look'>, tone: PairTone): string {
  return { ink: colours.ink, quiet: colours.ink3, selected: colours.accent, suspect: colours.brokenFill }[tone];
}
