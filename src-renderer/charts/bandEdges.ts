import type { DayShift } from '../../contract/frames';

/** The edges of the band in which detection holds a value for normal: filled between, never stroked. */
export const bandEdges: readonly DayShift[] = ['low', 'high'];

export function isBandEdge(day: DayShift): boolean {
  return bandEdges.includes(day);
}
