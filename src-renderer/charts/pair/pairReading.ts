import { newestComplete, type Point } from '../reading';
import type { PairFrame } from './pairScene';

/** The newest complete value of both lines, and by how much the first is above the second; null where it is not, or not known. */
export interface PairReading {
  readonly ends: readonly [Point | null, Point | null];
  readonly gap: number | null;
}

/** Less of a gap than this share of the first is what measuring twice brings. */
const gapShareLeast = 0.1;
/** An end this many buckets behind the other is of another time: no gap is told from it. */
const apartBucketsMax = 2;

export function readPair({ view: { buffer } }: Pick<PairFrame, 'view'>): PairReading {
  const [a, b] = [newestComplete(buffer, 0), newestComplete(buffer, 1)];
  if (a === null || b === null || Math.abs(a.at - b.at) > apartBucketsMax * buffer.stepMs) return { ends: [a, b], gap: null };
  const gap = a.value - b.value;
  return { ends: [a, b], gap: isGap(a.value, b.value) ? gap : null };
}

/** Whether the first is clearly above the second; false where either is not known. */
export function isGap(upper: number, lower: number): boolean {
  return upper - lower > upper * gapShareLeast;
}

/** What the picture says, for whoever hears it: `主调 3.01 s · 被调 164 ms · 差 2.85 s 在网络上`. */
export function pairSentence(frame: PairFrame): string {
  const { names, write, gapName } = frame.scene;
  const { ends, gap } = readPair(frame);
  const told = ends.flatMap((end, i) => (end === null ? [] : [`${names[i] ?? ''} ${write(end.value)}`]));
  if (gap !== null && gapName !== null) told.push(`${gapName.value(write(gap))} ${gapName.note}`.trim());
  return told.join(' · ');
}
