import type { Frame, LineStatus, PanelQuery } from '../../contract/frames';

/**
 * One panel's samples in a window: fixed-capacity columns, filled by frames and read by the draw loop. Its `version`
 * rises with every change, so a reader knows whether it has drawn this already. Never goes through React.
 */
export interface PanelBuffer {
  readonly query: PanelQuery;
  readonly version: number;
  readonly axisFrom: number;
  readonly axisTo: number;
  /** Bucket start of point 0, epoch ms. */
  readonly firstAt: number;
  readonly stepMs: number;
  /** Points in use; the same for every column. */
  readonly length: number;
  /** Bucket starts, epoch ms, of the points in use. A view: read it, do not keep it. */
  times(): Float64Array;
  /** The values of line i, NaN = gap. A view: read it, do not keep it. */
  column(line: number): Float64Array;
  readonly lines: readonly LineStatus[];
  /** Room clock of the newest batch that touched this panel, epoch ms. */
  readonly roomAt: number;
  /** False until the first snapshot. */
  readonly filled: boolean;
  /** False when the frame does not fit what is here (another step, more lines): the panel must be asked for again. */
  apply(frame: Frame, roomAt: number): boolean;
  /** An engine that answers without a frame for this panel still tells the time. */
  touch(roomAt: number): void;
}

/** The engine keeps to `pointsMax`; the axis may hold one bucket more at each end. */
const sparePoints = 2;

export function createPanelBuffer(query: PanelQuery): PanelBuffer {
  const capacity = query.pointsMax + sparePoints;
  const times = new Float64Array(capacity);
  const columns = query.lines.map(() => new Float64Array(capacity));
  const buffer = {
    query,
    version: 0,
    axisFrom: 0,
    axisTo: 0,
    firstAt: 0,
    stepMs: 1,
    length: 0,
    lines: [] as readonly LineStatus[],
    roomAt: 0,
    filled: false,
    times: () => times.subarray(0, buffer.length),
    column: (line: number) => (columns[line] ?? empty).subarray(0, buffer.length),
    touch: (roomAt: number) => {
      buffer.roomAt = roomAt;
    },
    apply: (frame: Frame, roomAt: number): boolean => {
      const points = frame.columns[0]?.length ?? 0;
      if (frame.columns.length !== columns.length || points > capacity) return false;
      if (frame.mode === 'append' && !fits(buffer, frame)) return false;
      if (frame.mode === 'snapshot') {
        buffer.firstAt = frame.firstAt;
        buffer.stepMs = frame.stepMs;
        buffer.length = 0;
      } else dropBefore(frame.axisFrom);
      if (!write(frame, points)) return false;
      buffer.axisFrom = frame.axisFrom;
      buffer.axisTo = frame.axisTo;
      buffer.lines = frame.lines;
      buffer.roomAt = roomAt;
      buffer.filled = true;
      buffer.version += 1;
      return true;
    },
  };

  /** A bucket that only partly lies before the axis stays: its line enters from the left edge. */
  const dropBefore = (axisFrom: number): void => {
    const dropped = Math.min(buffer.length, Math.max(0, Math.floor((axisFrom - buffer.firstAt) / buffer.stepMs)));
    if (dropped === 0) return;
    for (const column of columns) column.copyWithin(0, dropped, buffer.length);
    buffer.firstAt += dropped * buffer.stepMs;
    buffer.length -= dropped;
  };

  /** Overwrites from the frame's first point; buckets nobody sent in between are gaps. */
  const write = (frame: Frame, points: number): boolean => {
    const offset = Math.round((frame.firstAt - buffer.firstAt) / buffer.stepMs);
    const skip = Math.max(0, -offset);
    const from = Math.max(0, offset);
    const end = from + Math.max(0, points - skip);
    if (end > capacity) return false;
    columns.forEach((column, i) => {
      if (from > buffer.length) column.fill(Number.NaN, buffer.length, from);
      column.set((frame.columns[i] ?? empty).subarray(skip), from);
    });
    buffer.length = Math.max(buffer.length, end);
    for (let i = 0; i < buffer.length; i += 1) times[i] = buffer.firstAt + i * buffer.stepMs;
    return true;
  };

  return buffer;
}

const empty = new Float64Array(0);

function fits(buffer: Pick<PanelBuffer, 'filled' | 'stepMs' | 'firstAt'>, frame: Frame): boolean {
  return buffer.filled && frame.stepMs === buffer.stepMs && (frame.firstAt - buffer.firstAt) % buffer.stepMs === 0;
}
