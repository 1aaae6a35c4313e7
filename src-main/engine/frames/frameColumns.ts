import type { Frame, LineQuery, LineStatus, PanelQuery } from '../../../contract/frames';
import type { LiveStatus } from '../polling/liveEnds';
import { panelAxis, readStepMsOf, type PanelAxis } from './panelAxis';
import { daysBackOf, readDay, type DayColumn, type PeekSlots } from './readDay';
import type { Series, SeriesLookup } from '../samples/series';
import type { OutlookField } from '../watch/outlookColumn';

/** What a frame is made from; the workspace's run hands it in. */
export interface LineSource {
  readonly timeZone: string;
  readonly peek: PeekSlots;
  /** SampleStore.world */
  world(): number;
  lookUp(line: LineQuery, stepMs?: number): SeriesLookup;
  liveStatus(series: Series): LiveStatus | null;
  /** What detection expects of a series, in its own step or a multiple; null where it does not know it. */
  outlook(series: Series, field: OutlookField, axis: PanelAxis): Float64Array | null;
  backend(id: string): {
    readonly failure: string | null;
    readonly intervalMs: number;
    readonly seenTo: number | null;
    /** How far its clock is ahead of the room's when that is too far to compare it with other backends; else null. */
    readonly clockOffMs: number | null;
  };
}

/** A panel as it was drawn, to tell what is new next time. */
export interface DrawnPanel {
  readonly axis: PanelAxis;
  readonly columns: readonly Float64Array[];
  readonly lines: readonly LineStatus[];
  /** Columns that will not change on this axis: days gone by that are wholly there. */
  readonly settled: readonly boolean[];
  readonly world: number;
}

/** All lines of a panel at `roomAt`. `before` saves reading again what cannot have changed. */
export function drawPanel(panel: PanelQuery, source: LineSource, roomAt: number, before: DrawnPanel | null): DrawnPanel {
  const at = panel.at ?? roomAt;
  const lookups = panel.lines.map((line) => source.lookUp(line));
  const steps = lookups.flatMap((lookup) => (lookup.found ? [lookup.series.stepMs] : []));
  // One axis for all lines: the widest step among them, of which the others must be parts.
  const baseStepMs = steps.length === 0 ? 60_000 : Math.max(...steps);
  const axis = panelAxis(panel, at, baseStepMs, source.timeZone);
  const world = source.world();
  const sameAxis =
    before !== null &&
    before.world === world &&
    before.axis.from === axis.from &&
    before.axis.to === axis.to &&
    before.axis.stepMs === axis.stepMs;
  const comparesBackends = new Set(lookups.map((lookup) => (lookup.found ? lookup.series.backendId : null))).size > 1;
  const drawn = panel.lines.map((line, i) => {
    const lookup = lookups[i];
    if (comparesBackends && lookup?.found === true) {
      const { clockOffMs } = source.backend(lookup.series.backendId);
      if (clockOffMs !== null) return notCompared(axis, lookup.series.backendId, clockOffMs);
    }
    const settledColumn = sameAxis && before.settled[i] === true ? before.columns[i] : undefined;
    return drawLine(line, source, axis, at, panel.at === null, settledColumn);
  });
  return {
    axis,
    columns: drawn.map(({ column }) => column),
    lines: drawn.map(({ status }) => status),
    settled: drawn.map(({ settled }) => settled),
    world,
  };
}

/** The series a panel needs kept live: those whose newest buckets it shows. */
export function liveSeriesOf(panel: PanelQuery, source: LineSource, roomAt: number): Series[] {
  if (panel.at !== null) return [];
  return panel.lines.flatMap((line) => {
    if (line.day !== 'today') return [];
    const lookup = source.lookUp(line);
    if (!lookup.found) return [];
    const axis = panelAxis(panel, roomAt, lookup.series.stepMs, source.timeZone);
    const read = source.lookUp(line, readStepMsOf(axis, lookup.series.stepMs));
    return read.found ? [read.series] : [];
  });
}

interface DrawnLine {
  readonly column: Float64Array;
  readonly status: LineStatus;
  readonly settled: boolean;
}

function drawLine(
  line: LineQuery,
  source: LineSource,
  axis: PanelAxis,
  at: number,
  live: boolean,
  settledColumn: Float64Array | undefined,
): DrawnLine {
  const base = source.lookUp(line);
  const lookup = base.found ? source.lookUp(line, readStepMsOf(axis, base.series.stepMs)) : base;
  if (!lookup.found || axis.stepMs % lookup.series.stepMs !== 0) {
    const reason = lookup.found
      ? `The step of "${line.metricId}" does not divide the panel's; show it in a panel of its own.`
      : lookup.reason;
    return failedLine(axis, reason);
  }
  const { series } = lookup;
  const backend = source.backend(series.backendId);
  const status = source.liveStatus(series);
  const seenTo = status?.seenTo ?? backend.seenTo ?? 0;
  const reason = status?.refusal ?? backend.failure;
  const outlook = isOutlook(line.day) && base.found ? source.outlook(base.series, line.day, axis) : null;
  const { column, complete } =
    outlook !== null
      ? { column: outlook, complete: false }
      : settledColumn === undefined
        ? readWhole(
            readDay(source.peek, series, daysBackOf(line.day, at, source.timeZone), axis, seenTo, source.timeZone),
            line.day,
            reason,
          )
        : { column: settledColumn, complete: true };
  const newestAt = newestPointAt(column, axis, Math.min(at, seenTo === 0 ? at : line.day === 'today' ? seenTo : at));
  const sampleAt = line.day === 'today' && live ? (status?.sampleAt ?? newestAt) : newestAt;
  return {
    column,
    settled: complete && (line.day !== 'today' || (!live && axis.to <= seenTo)),
    status: {
      sampleAt,
      intervalMs: Math.max(backend.intervalMs, 1),
      filling: line.day === 'today' ? fillingOf(axis, seenTo) : null,
      backendId: series.backendId,
      reporting: status?.reporting ?? null,
      phase: reason !== null ? 'failed' : newestAt !== null || complete || outlook !== null ? 'live' : 'loading',
      reason,
    },
  };
}

function isOutlook(day: LineQuery['day']): day is OutlookField {
  return day === 'expected' || day === 'low' || day === 'high';
}

/** A median of the weeks that happen to be here already would jump as the others arrive: it waits for all that can be had. */
function readWhole(read: DayColumn, day: LineQuery['day'], failure: string | null): DayColumn {
  if (day !== 'expected' || read.complete || failure !== null) return read;
  return { column: new Float64Array(read.column.length).fill(Number.NaN), complete: false };
}

/** Its buckets are other moments than those of the lines beside it. Never settled: a clock can be set right. */
function notCompared(axis: PanelAxis, backendId: string, offMs: number): DrawnLine {
  const seconds = Math.round(Math.abs(offMs) / 1_000);
  const reason = `The clock of ${backendId} is ${seconds} s ${offMs > 0 ? 'ahead of' : 'behind'} the room's, so its samples are not compared with others; set that server's clock.`;
  const line = failedLine(axis, reason);
  return { ...line, settled: false, status: { ...line.status, backendId } };
}

function failedLine(axis: PanelAxis, reason: string): DrawnLine {
  return {
    column: new Float64Array(axis.count).fill(Number.NaN),
    settled: true,
    status: { sampleAt: null, intervalMs: axis.stepMs, filling: null, backendId: '', reporting: null, phase: 'failed', reason },
  };
}

/** The bucket that holds the end of what was seen; it stays "filling" while the backend is silent, because nobody saw its rest. */
function fillingOf(axis: PanelAxis, seenTo: number): LineStatus['filling'] {
  const at = Math.floor(seenTo / axis.stepMs) * axis.stepMs;
  if (at === seenTo || at < axis.from || at >= axis.to) return null;
  return { at, share: (seenTo - at) / axis.stepMs };
}

/** End of the newest bucket with a value, at most `limit`. */
function newestPointAt(column: Float64Array, axis: PanelAxis, limit: number): number | null {
  for (let i = Math.min(column.length, Math.ceil((limit - axis.from) / axis.stepMs)) - 1; i >= 0; i -= 1)
    if (!Number.isNaN(column[i])) return Math.min(Math.floor(limit), axis.from + (i + 1) * axis.stepMs);
  return null;
}

/** What has to be sent so that a window that has `before` shows `drawn`; null when it already does. */
export function frameBetween(panelId: string, before: DrawnPanel | null, drawn: DrawnPanel): Frame | null {
  const { axis, columns, lines } = drawn;
  const frame = (mode: Frame['mode'], first: number): Frame => ({
    panelId,
    mode,
    axisFrom: axis.from,
    axisTo: axis.to,
    firstAt: axis.from + first * axis.stepMs,
    stepMs: axis.stepMs,
    // slice, not subarray: a posted view takes its whole buffer along.
    columns: columns.map((column) => (first === 0 ? column : column.slice(first))),
    lines,
  });
  if (before === null || before.axis.stepMs !== axis.stepMs || before.columns.length !== columns.length)
    return frame('snapshot', 0);
  const moved = (axis.from - before.axis.from) / axis.stepMs;
  if (moved < 0 || moved >= before.axis.count) return frame('snapshot', 0);
  const first = firstDifference(before.columns, columns, moved, axis.count);
  if (first === 0) return frame('snapshot', 0);
  const sameAxis = moved === 0 && before.axis.to === axis.to;
  if (first === axis.count && sameAxis && sameLines(before.lines, lines)) return null;
  return frame('append', Math.min(first, axis.count - 1));
}

function firstDifference(before: readonly Float64Array[], after: readonly Float64Array[], moved: number, count: number): number {
  let first = count;
  after.forEach((column, line) => {
    const old = before[line];
    if (old === column && moved === 0) return;
    for (let i = 0; i < first; i += 1) {
      if (old !== undefined && i + moved < old.length && Object.is(old[i + moved], column[i])) continue;
      first = i;
    }
  });
  return first;
}

function sameLines(before: readonly LineStatus[], after: readonly LineStatus[]): boolean {
  return before.every((line, i) => {
    const other = after[i];
    return (
      other !== undefined &&
      line.sampleAt === other.sampleAt &&
      line.phase === other.phase &&
      line.reason === other.reason &&
      line.intervalMs === other.intervalMs &&
      line.filling?.at === other.filling?.at &&
      line.filling?.share === other.filling?.share &&
      line.reporting?.count === other.reporting?.count &&
      line.reporting?.expected === other.reporting?.expected
    );
  });
}
