import { z } from 'zod';
import type { GraphFrame } from './coreLink';
import { graphQuerySchema } from './graphQuery';
import {
  graphCountMax,
  lineCountMax,
  panelCountMax,
  pointCountMax,
  tableCountMax,
  tableDimensionsMax,
  tableRowsMax,
} from './limits';
import { sliceSchema, trafficSchema } from './words';

/**
 * The big data path, engine → window over a MessagePort. A window asks for panels; the engine answers with one
 * `FrameBatch` per window and tick: typed-array columns on a shared time axis, NaN where there is a gap.
 */

/** `date:2026-11-11`: a day somebody chose, local to the workspace. */
export const chosenDaySchema = z.templateLiteral(['date:', z.iso.date()]);
export type ChosenDay = z.infer<typeof chosenDaySchema>;

/**
 * Which day a line shows, aligned by slot of day in the workspace's time zone. `expected`, `low` and `high`: what detection
 * expects and the band around it, also ahead of now; where nothing is learned `expected` is the median of the last four same
 * weekdays, and the band is NaN.
 */
export const dayShiftSchema = z.union([z.enum(['today', 'yesterday', 'lastWeek', 'expected', 'low', 'high']), chosenDaySchema]);
export type DayShift = z.infer<typeof dayShiftSchema>;

export const lineQuerySchema = z.strictObject({
  metricId: z.string().min(1).max(128),
  slice: sliceSchema,
  traffic: trafficSchema,
  day: dayShiftSchema,
});
export type LineQuery = z.infer<typeof lineQuerySchema>;

export const panelQuerySchema = z.strictObject({
  panelId: z.string().min(1).max(128),
  lines: z.array(lineQuerySchema).min(1).max(lineCountMax),
  /** Room time the panel looks at, epoch ms; null follows the room clock. The past uses the same path as now. */
  at: z.number().int().nonnegative().nullable(),
  /** The axis reaches from `at − beforeMs` to `at + afterMs`; days other than today also fill the part after `at`. */
  beforeMs: z
    .number()
    .int()
    .positive()
    .max(14 * 86_400_000),
  afterMs: z.number().int().nonnegative().max(86_400_000),
  /** `sliding`: the axis moves with `at`. `day`: it is the whole local day that holds `at`, and the two spans above are ignored. */
  axis: z.enum(['sliding', 'day']),
  /** At most this many points per line, one more where the axis's ends cut a bucket; the step widens to a whole multiple of the metric's. */
  pointsMax: z.number().int().min(2).max(pointCountMax),
});
export type PanelQuery = z.infer<typeof panelQuerySchema>;

/** A metric cut by every combination of some dimensions, as a table: one row a combination that has samples. */
export const tableQuerySchema = z.strictObject({
  tableId: z.string().min(1).max(128),
  metricId: z.string().min(1).max(128),
  traffic: trafficSchema,
  /** What all rows have in common. */
  slice: sliceSchema,
  /** Dimension ids to cut by, none of them in `slice`. */
  by: z.array(z.string().min(1).max(64)).min(1).max(tableDimensionsMax),
  /** Room epoch ms; null follows the room clock. Rows are means (sums for counts) over the last complete `spanMs` before it. */
  at: z.number().int().nonnegative().nullable(),
  spanMs: z.number().int().min(1_000).max(86_400_000),
  /** Rows beyond are left out, those with the smallest |now − expected| first; `Table.more` says how many. */
  rowsMax: z.number().int().min(1).max(tableRowsMax),
});
export type TableQuery = z.infer<typeof tableQuerySchema>;

/** Window → engine over the port. Always the complete list of panels, tables and graphs the window wants now. */
export const frameRequestSchema = z.strictObject({
  type: z.literal('panels'),
  panels: z.array(panelQuerySchema).max(panelCountMax),
  tables: z.array(tableQuerySchema).max(tableCountMax).default([]),
  graphs: z.array(graphQuerySchema).max(graphCountMax).default([]),
});
export type FrameRequest = z.infer<typeof frameRequestSchema>;

export interface FrameBatch {
  readonly type: 'frames';
  /** +1 per batch on this port; a hole means: ask for snapshots again by sending the request again. */
  readonly sequence: number;
  /** Room clock when the batch was made, epoch ms. */
  readonly roomAt: number;
  readonly frames: readonly Frame[];
  /** Only tables that changed, each whole. */
  readonly tables: readonly Table[];
  /** Only graphs that changed, each whole. */
  readonly graphs: readonly GraphFrame[];
}

/** Rows ordered by |now − expected|, largest first, then by `now`. */
export interface Table {
  readonly tableId: string;
  /** The span the numbers are of, room epoch ms. */
  readonly from: number;
  readonly to: number;
  /** One per row: values of the query's `by`, in its order. */
  readonly keys: readonly (readonly string[])[];
  /** One number per row each; units are the metric's, NaN = not known. */
  readonly now: Float64Array;
  readonly yesterday: Float64Array;
  readonly lastWeek: Float64Array;
  readonly expected: Float64Array;
  /** Rows left out because of `rowsMax`. */
  readonly more: number;
  readonly status: LineStatus;
}

/**
 * `snapshot` replaces what the window has. `append` overwrites from `firstAt` on and drops what now lies before
 * `axisFrom`. Point i of every column is the bucket [firstAt + i·stepMs, firstAt + (i+1)·stepMs).
 */
export interface Frame {
  readonly panelId: string;
  readonly mode: 'snapshot' | 'append';
  readonly axisFrom: number;
  readonly axisTo: number;
  readonly firstAt: number;
  readonly stepMs: number;
  /** One column per line of the query, all of one length; units are the metric's. NaN = gap, never zero. */
  readonly columns: readonly Float64Array[];
  readonly lines: readonly LineStatus[];
}

export interface LineStatus {
  /** Time of the newest sample seen, also one in a bucket that still fills, epoch ms room time; null when none is known yet. The data's age counts from here. */
  readonly sampleAt: number | null;
  /** How often a new sample is due, in room ms. Older than 1 interval: ageing; 3: stale; and two minutes: gone. */
  readonly intervalMs: number;
  /** The newest bucket, when it has begun and is not complete: its start and the share of it that has been seen, 0–1. */
  readonly filling: { readonly at: number; readonly share: number } | null;
  readonly backendId: string;
  /** How many sources reported of those expected ("47 of 50"); null when the backend cannot tell. */
  readonly reporting: { readonly count: number; readonly expected: number } | null;
  /** `loading` until the first answer; a failed line keeps its last good values and says why. */
  readonly phase: 'loading' | 'live' | 'failed';
  readonly reason: string | null;
}
