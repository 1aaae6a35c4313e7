import type { Frame, LineQuery, PanelQuery, Table, TableQuery } from '../../../../contract/frames';
import { pointCountMax } from '../../../../contract/limits';
import { shareUnit } from '../../../../contract/protection';
import type { TrafficReading } from '../../../../contract/protectionSettings';
import type { Result } from '../../../../contract/result';
import type { Slice } from '../../../../contract/words';
import type { Workspace } from '../../../../contract/workspace';
import type { Traffic, TrafficValue } from '../parts';
import { readBlast } from './blast/readBlast';
import { completeBuckets, isFresh, meanBefore, type Buckets } from './buckets';

export interface TrafficParts {
  readonly askCurves: (panels: readonly PanelQuery[]) => Promise<Result<readonly Frame[]>>;
  readonly askTables: (tables: readonly TableQuery[]) => Promise<Result<readonly Table[]>>;
  /** The workspace in force; null before the first. */
  readonly workspace: () => Workspace | null;
  readonly roomNow: () => number | null;
}

/** Traffic, and what it was. */
export interface LiveTraffic extends Traffic {
  /** As it was then: nothing that came later is looked at. */
  readAt(reading: TrafficReading, at: number): Promise<TrafficValue>;
  /** Bucket by bucket from `from` until now; null when it cannot be had, or is too old to say anything of now. */
  curve(metric: string, slice: Slice, from: number): Promise<Curve | null>;
}

/** One metric as it was and as it was expected to be, on one axis; NaN = gap. */
export interface Curve {
  readonly firstAt: number;
  readonly stepMs: number;
  readonly actual: Float64Array;
  readonly expected: Float64Array;
  /** End of the newest complete bucket with a value. */
  readonly to: number;
}

/** How far back is looked for the newest bucket beyond the span that was asked for: of slower series nothing is fresh anyway. */
const lookBackMs = 180_000;

/**
 * What traffic shows now, asked of the engine for each reading. A reading is the mean of the newest complete buckets that make up its
 * `over`; both sides of a quotient are of the same span. Null where the engine or the backend fails, where half the buckets are gaps, and
 * where the newest is older than three intervals: a bucket's length, or longer where samples come later.
 */
export function createTraffic({ askCurves, askTables, workspace, roomNow }: TrafficParts): LiveTraffic {
  function panel(
    panelId: string,
    [metric, slice]: readonly [string, Slice],
    span: { readonly at: number; readonly beforeMs: number },
    days: readonly LineQuery['day'][] = ['today'],
  ): PanelQuery {
    const traffic = workspace()?.metrics[metric]?.traffic ?? 'real';
    return {
      panelId,
      lines: days.map((day) => ({ metricId: metric, slice, traffic, day })),
      at: Math.round(span.at),
      beforeMs: Math.round(span.beforeMs),
      ...{ afterMs: 0, axis: 'sliding', pointsMax: pointCountMax },
    };
  }

  async function buckets(panels: readonly PanelQuery[], at: number): Promise<readonly (Buckets | null)[]> {
    const answer = await askCurves(panels);
    return panels.map(({ panelId }) => {
      const frame = answer.ok ? answer.value.find((each) => each.panelId === panelId) : undefined;
      if (frame === undefined || frame.lines[0]?.phase === 'failed') return null;
      return completeBuckets(frame, 0, at);
    });
  }

  async function readAt(reading: TrafficReading, at: number): Promise<TrafficValue> {
    const { metric, slice, per, perSlice, over } = reading;
    const unit = unitOf(reading, workspace());
    const none = { value: null, unit, at: null };
    const stepMs = Math.max(...[metric, per].map((id) => workspace()?.metrics[id ?? metric]?.step ?? 0));
    const span = { at, beforeMs: over + Math.max(lookBackMs, 3 * stepMs) };
    const below = per === undefined ? [] : [panel('below', [per, perSlice], span)];
    const panels = [panel('above', [metric, slice], span), ...below];
    const all = await buckets(panels, at);
    const ends = all.flatMap((each) => each?.to ?? []);
    if (ends.length < all.length || all.some((each) => each === null || !isFresh(each, at))) return none;
    // What one side already has and the other has not yet would compare two moments.
    const to = Math.min(...ends);
    const [mean = null, perMean = null] = all.map((each) => (each === null ? null : meanBefore(each, to, over)));
    if (mean === null) return none;
    if (per === undefined) return { value: mean, unit, at: to };
    return perMean === null || perMean === 0 ? none : { value: bySecond(mean, metric) / bySecond(perMean, per), unit, at: to };
  }

  /** Counts of buckets of different lengths are compared by the second. */
  function bySecond(mean: number, metric: string): number {
    const settings = workspace()?.metrics[metric];
    return settings?.join === 'sum' ? (mean * 1_000) / settings.step : mean;
  }

  async function read(reading: TrafficReading): Promise<TrafficValue> {
    const at = roomNow();
    return at === null ? { value: null, unit: unitOf(reading, workspace()), at: null } : readAt(reading, at);
  }

  return {
    read,
    readAt,
    guard: async (guard) => {
      const { value, unit } = await read(guard);
      const { above = null, below = null } = guard.is;
      return { name: guard.name, above, below, unit, value, passes: isBeyond(guard.is, value) };
    },
    blast: async (touched) => {
      const [settings, at] = [workspace(), roomNow()];
      return readBlast(touched, { workspace: settings, at, askTables, read });
    },
    curve: async (metric, slice, from) => {
      const at = roomNow();
      if (at === null || at <= from) return null;
      const answer = await askCurves([panel('curve', [metric, slice], { at, beforeMs: at - from }, ['today', 'expected'])]);
      const frame = answer.ok ? answer.value[0] : undefined;
      if (frame === undefined || frame.lines[0]?.phase === 'failed') return null;
      const { firstAt, stepMs, values, to, dueMs } = completeBuckets(frame, 0, at);
      if (to === null || !isFresh({ to, dueMs }, at)) return null;
      const expected = frame.columns[1]?.slice(0, values.length) ?? new Float64Array(values.length).fill(Number.NaN);
      return { firstAt, stepMs, actual: values, expected, to };
    },
  };
}

/** Whether a value lies where the bounds say; one that is not known lies nowhere. */
export function isBeyond({ above, below }: { above?: number | undefined; below?: number | undefined }, value: number | null) {
  if (value === null) return false;
  return (above === undefined || value > above) && (below === undefined || value < below);
}

function unitOf({ metric, per }: TrafficReading, workspace: Workspace | null): string {
  const unit = workspace?.metrics[metric]?.unit ?? '';
  return per === undefined || workspace?.metrics[per]?.unit !== unit ? unit : shareUnit;
}
