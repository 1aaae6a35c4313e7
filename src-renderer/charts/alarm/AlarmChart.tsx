import { useMemo, type ReactNode } from 'react';
import type { Alarm } from '../../../contract/detection';
import type { DayShift, PanelQuery } from '../../../contract/frames';
import type { Slice } from '../../../contract/words';
import { useRoomTick } from '../../state/useRoomTick';
import { useChartLook } from '../chartLook';
import { useChartWords } from '../chartWords';
import { linesOf } from '../dayLines';
import { usePanelPicture } from '../usePanelPicture';
import { createAlarmPicture } from './alarmPicture';
import type { AlarmScene } from './alarmScene';
import { alarmSpan } from './alarmSpan';

export interface AlarmChartProps {
  readonly panelId: string;
  readonly alarm: Pick<Alarm, 'metricId' | 'slice' | 'traffic' | 'direction' | 'startedAt' | 'endedAt'>;
  readonly isActive: boolean;
  readonly unit: string;
  /** For a screen reader: the why of the alarm. */
  readonly name: string;
  readonly isSmall?: boolean;
}

const days: readonly DayShift[] = ['today', 'expected', 'low', 'high'];
const pointsMax = 400;
const spanTickMs = 10_000;

/** The picture of one alarm. Fills its parent, which must have a size. */
export function AlarmChart({ panelId, alarm, isActive, unit, name, isSmall = false }: AlarmChartProps): ReactNode {
  const look = useChartLook();
  const words = useChartWords();
  const { metricId, traffic, direction, startedAt, endedAt } = alarm;
  const { at, beforeMs, afterMs } = alarmSpan({ startedAt, endedAt }, useRoomTick(spanTickMs));
  // A new alarm record comes every few seconds with the same slice in it.
  const sliceKey = JSON.stringify(alarm.slice);
  const slice = useMemo(() => sliceOf(sliceKey), [sliceKey]);
  const query = useMemo<PanelQuery>(
    () => ({
      panelId: panelId.slice(0, 128),
      lines: linesOf({ metricId, slice, traffic }, days),
      at,
      beforeMs,
      afterMs,
      axis: 'sliding',
      pointsMax,
    }),
    [panelId, metricId, slice, traffic, at, beforeMs, afterMs],
  );
  const scene = useMemo<AlarmScene>(
    () => ({ look, words, unit, direction, startedAt, endedAt, isActive, isSmall }),
    [look, words, unit, direction, startedAt, endedAt, isActive, isSmall],
  );
  const root = usePanelPicture(query, scene, createAlarmPicture);
  return <div ref={root} role="img" aria-label={name} className="alarm-chart" data-phase="loading" />;
}

/** Our own text of a slice read back: names to values, nothing else. */
function sliceOf(key: string): Slice {
  const parsed: unknown = JSON.parse(key);
  return Object.fromEntries(Object.entries(parsed ?? {}).map(([id, value]) => [id, String(value)]));
}
