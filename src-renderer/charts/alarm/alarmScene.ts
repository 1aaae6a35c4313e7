import type { ScaleLinear } from 'd3';
import type { Direction } from '../../../contract/detection';
import type { ChartLook } from '../chartLook';
import type { ChartWords } from '../chartWords';
import type { Plot } from '../lineCanvas';
import type { PanelView } from '../panelDrawing';

/** What React hands to an alarm's picture. Line 0 is the series today, line 1 what was expected, the band's edges follow. */
export interface AlarmScene {
  readonly look: ChartLook;
  readonly words: ChartWords;
  readonly unit: string;
  readonly direction: Direction;
  readonly startedAt: number;
  readonly endedAt: number | null;
  /** It lasts: the line is red. */
  readonly isActive: boolean;
  /** One of several small ones: fewer words. */
  readonly isSmall: boolean;
}

/** One draw's geometry. */
export interface AlarmFrame {
  readonly scene: AlarmScene;
  readonly view: PanelView;
  readonly plot: Plot;
  readonly from: number;
  readonly to: number;
  readonly x: ScaleLinear<number, number>;
  readonly y: ScaleLinear<number, number>;
  readonly fontPx: number;
  /** Bucket start after which today's line must not go on. */
  readonly todayUntil: number;
}
