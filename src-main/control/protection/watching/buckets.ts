import type { Frame } from '../../../../contract/frames';

/** One line of a frame: its complete buckets, each [firstAt + i·stepMs, firstAt + (i+1)·stepMs); NaN = gap. */
export interface Buckets {
  readonly firstAt: number;
  readonly stepMs: number;
  readonly values: Float64Array;
  /** End of the newest one that has a value; null when none has. */
  readonly to: number | null;
  /** How often something new is due, room ms: a bucket's length, or longer where samples come later. */
  readonly dueMs: number;
}

/** Of a series that is older than this many of what is due, nothing is said any more (DESIGN §5). */
const intervalsMax = 3;
/** With fewer of the buckets than this share a mean would be about the gaps. */
const presentShareMin = 0.5;

/** What is complete before `at`: a bucket that still fills, or that reaches beyond, is left out. */
export function completeBuckets({ firstAt, stepMs, columns, lines }: Frame, line: number, at: number): Buckets {
  const [column = new Float64Array(), status] = [columns[line], lines[line]];
  const end = Math.min(at, status?.filling?.at ?? at);
  const count = Math.max(0, Math.min(column.length, Math.floor((end - firstAt) / stepMs)));
  const values = column.slice(0, count);
  const newest = values.findLastIndex((value) => !Number.isNaN(value));
  return {
    firstAt,
    stepMs,
    values,
    to: newest < 0 ? null : firstAt + (newest + 1) * stepMs,
    dueMs: Math.max(stepMs, status?.intervalMs ?? 0),
  };
}

export function isFresh({ to, dueMs }: Pick<Buckets, 'to' | 'dueMs'>, now: number): boolean {
  return to !== null && now - to <= intervalsMax * dueMs;
}

/** Mean of the buckets within [to − overMs, to), at least of one; null where half of them are gaps. */
export function meanBefore({ firstAt, stepMs, values }: Buckets, to: number, overMs: number): number | null {
  const count = Math.max(1, Math.round(overMs / stepMs));
  const end = Math.floor((to - firstAt) / stepMs);
  const present = values.slice(Math.max(0, end - count), Math.max(0, end)).filter((value) => !Number.isNaN(value));
  if (present.length === 0 || present.length < count * presentShareMin) return null;
  return present.reduce((sum, value) => sum + value, 0) / present.length;
}
