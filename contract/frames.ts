import { z } from 'zod';
import { lineCountMax, panelCountMax, pointCountMax } from './limits';
import { sliceSchema, trafficSchema } from './words';

/**
 * The big data path, engine → window over a MessagePort. A window asks for panels; the engine answers with one
 * `FrameBatch` per window and tick: typed-array columns on a shared time axis, NaN where there is a gap.
 */

/** Which day a line shows, aligned by slot of day in the workspace's time zone. `expected` = median of the last four same weekdays. */
export const dayShiftSchema = z.enum(['today', 'yesterday', 'lastWeek', 'expected']);
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

/** Window → engine over the port. Always the complete list of panels the window wants now. */
export const frameRequestSchema = z.strictObject({
  type: z.literal('panels'),
  panels: z.array(panelQuerySchema).max(panelCountMax),
});
export type FrameRequest = z.infer<typeof frameRequestSchema>;

export interface FrameBatch {
  readonly type: 'frames';
  /** +1 per batch on this port; a hole means: ask for snapshots again by sending the request again. */
  readonly sequence: number;
  /** Room clock when the batch was made, epoch ms. */
  readonly roomAt: number;
  readonly frames: readonly Frame[];
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
