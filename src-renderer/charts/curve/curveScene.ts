import type { Peak, RoomEvent, StageReading } from '../../../contract/state';
import type { ScaleLinear } from 'd3';
import type { ChartLook } from '../chartLook';
import type { LaneName } from '../eventLanes';
import type { ChartWords } from '../chartWords';
import type { PanelView } from '../panelDrawing';
import type { CurveLayout } from './curveLayout';

/** What React hands to the order curve's picture. */
export interface CurveScene {
  readonly look: ChartLook;
  readonly words: ChartWords;
  readonly name: string;
  readonly unit: string;
  readonly events: readonly RoomEvent[];
  readonly peaks: readonly Peak[];
  /** The engine's reading of this metric's loss; null when the panel shows a slice or a past moment. */
  readonly stage: Pick<StageReading, 'missingSince' | 'missingSoFar'> | null;
  /** A card is shown right of the lanes. */
  readonly hasCorner: boolean;
}

/** One draw's geometry, shared by the layers below and above the lines. */
export interface CurveFrame {
  readonly scene: CurveScene;
  readonly view: PanelView;
  readonly layout: CurveLayout;
  readonly x: ScaleLinear<number, number>;
  readonly y: ScaleLinear<number, number>;
  /** From top to bottom. */
  readonly lanes: readonly LaneName[];
  readonly ticks: readonly number[];
  readonly from: number;
  readonly to: number;
  /** The moment that is "now" on this axis: the room's, or the fixed one that the panel looks at. */
  readonly nowAt: number;
  /** Bucket start after which today's line must not go on: the bucket that still fills, or none. */
  readonly todayUntil: number;
}
