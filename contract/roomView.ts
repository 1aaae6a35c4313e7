import { z } from 'zod';
import { beforeMsLeast, beforeMsMost } from './rangeChoices';
import { tableDimensionsMax } from './limits';
import { sliceSchema } from './words';

/** What all windows look at together: crosshair, time range and selection. Truth in main; every window asks to move it. */

export const rangeSchema = z.strictObject({
  /** The moment looked at, room epoch ms; null follows the room clock. */
  at: z.number().int().nonnegative().nullable(),
  /** How far back curves reach while they follow now; a half of it lies ahead. A past moment has the whole width behind it (`axisOf`). */
  beforeMs: z.number().int().min(beforeMsLeast).max(beforeMsMost),
  /** A fourth line beside yesterday and last week; null shows none. */
  chosenDay: z.iso.date().nullable(),
});
export type RoomRange = z.infer<typeof rangeSchema>;

export const selectionSchema = z.strictObject({
  metricId: z.string().min(1).max(128),
  slice: sliceSchema,
  /** A second slice to compare with; null compares with nothing. */
  against: sliceSchema.nullable(),
  /** Dimension ids that a drill-down cuts the slice by, in order; left out or empty: whichever tells most. */
  by: z.array(z.string().min(1).max(64)).max(tableDimensionsMax).optional(),
});
export type RoomSelection = z.infer<typeof selectionSchema>;

/** What of the core link the room looks at: a node, an edge, or one of their places. */
export interface RoomFocus {
  readonly target: string;
}

/** The pointer over any curve of any window. */
export interface RoomCrosshair {
  /** Room epoch ms. */
  readonly at: number;
  /** Whose pointer it is; that window draws its own at once and ignores the echo. */
  readonly windowId: string;
}
