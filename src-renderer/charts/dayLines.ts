import { useMemo } from 'react';
import type { ChosenDay, DayShift, LineQuery, PanelQuery } from '../../contract/frames';
import type { Slice, Traffic } from '../../contract/words';
import { useRoomRange } from '../state/roomRange';
import type { AgePhase } from '../state/dataAge';
import { bandEdges, isBandEdge } from './bandEdges';
import type { ChartLook } from './chartLook';
import type { LineStyle } from './lineCanvas';

/** Today first: the age of a panel is the age of its line 0, and it is drawn on top. */
const usualDays: readonly DayShift[] = ['today', 'yesterday', 'lastWeek', 'expected'];

/** The usual lines and, while the room compares with a chosen day, that one; the band's edges last, because they are no lines. */
export function useRoomDays(): readonly DayShift[] {
  const { chosenDay } = useRoomRange();
  return useMemo(() => [...usualDays, ...(chosenDay === null ? [] : [chosenDayLine(chosenDay)]), ...bandEdges], [chosenDay]);
}

function chosenDayLine(date: string): ChosenDay {
  return `date:${date}`;
}

export interface LineSource {
  readonly metricId: string;
  readonly slice: Slice;
  readonly traffic: Traffic;
}

export function linesOf({ metricId, slice, traffic }: LineSource, days: readonly DayShift[]): LineQuery[] {
  return days.map((day) => ({ metricId, slice, traffic, day }));
}

/**
 * LOOK §5: today in ink, yesterday dashed, last week dotted, expected a thin line of its own. Old data loses its colour. A
 * query has its band's edges last: they get no style, and what has none is not stroked.
 */
export function dayLineStyles(query: PanelQuery, look: ChartLook, phase: AgePhase, todayPx: number): LineStyle[] {
  const strokes = query.lines.filter(({ day }) => !isBandEdge(day));
  return strokes.map((line) => dayLineStyle(line.day, look, phase, todayPx));
}

export function dayLineStyle(day: DayShift, { colours }: ChartLook, phase: AgePhase, todayPx: number): LineStyle {
  const isOld = phase === 'stale' || phase === 'gone';
  const thin = Math.min(2, todayPx * 0.8);
  switch (day) {
    case 'today':
      return { colour: isOld ? colours.ink3 : colours.ink, widthPx: todayPx, dash: null, opacity: phase === 'gone' ? 0.7 : 1 };
    case 'yesterday':
      return { colour: isOld ? colours.ink3 : colours.yesterday, widthPx: thin, dash: [9, 6], opacity: isOld ? 0.6 : 1 };
    case 'lastWeek':
      return { colour: isOld ? colours.ink3 : colours.lastWeek, widthPx: thin * 1.2, dash: [0.1, 6], opacity: isOld ? 0.6 : 1 };
    case 'low':
    case 'high':
    case 'expected':
      return { colour: colours.ink3, widthPx: 1.2, dash: null, opacity: isOld ? 0.5 : 0.85 };
    default:
      return { colour: isOld ? colours.ink3 : colours.accent, widthPx: thin, dash: [3, 4], opacity: isOld ? 0.6 : 1 };
  }
}
