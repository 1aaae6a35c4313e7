import { useMemo, type ReactNode } from 'react';
import type { PanelQuery } from '../../contract/frames';
import type { Peak, RoomEvent, SharedState } from '../../contract/state';
import type { Slice, Traffic } from '../../contract/words';
import { useRoomAxis } from '../state/roomRange';
import { useConsole } from '../state/windowConsole';
import { useChartLook } from './chartLook';
import { useChartWords } from './chartWords';
import { createCurvePicture } from './curve/curvePicture';
import type { CurveScene } from './curve/curveScene';
import { linesOf, useRoomDays } from './dayLines';
import { usePanelPicture } from './usePanelPicture';

export interface OrderCurveProps {
  /** Unique in the window; the age chip of its panel reads it with `usePanelAge(panelId)`. */
  readonly panelId: string;
  readonly metricId: string;
  readonly slice?: Slice;
  readonly traffic?: Traffic;
  /** What a screen reader calls it, as shown in the panel's title. */
  readonly name: string;
  /** Printed after values: 单/s. */
  readonly unit: string;
  /** A card at the right of the lanes, past "now": the day strip. */
  readonly corner?: ReactNode;
}

/** One point every 10 s over the hour in view; more than a curve's pixels would be thrown away. */
const pointsMax = 600;
const everything: Slice = {};

/** The large order curve with its event lanes, over the room's range. Fills its parent, which must have a size. */
export function OrderCurve(props: OrderCurveProps): ReactNode {
  const { panelId, metricId, slice = everything, traffic = 'real', name, unit, corner } = props;
  const axis = useRoomAxis();
  const days = useRoomDays();
  const look = useChartLook();
  const words = useChartWords();
  const eventRecords = useConsole(selectEvents);
  const peaks = useConsole(selectPeaks);
  const reading = useConsole((shared) => shared.stages[metricId]);
  const query = useMemo<PanelQuery>(
    () => ({
      panelId,
      lines: linesOf({ metricId, slice, traffic }, days),
      ...axis,
      axis: 'sliding',
      pointsMax,
    }),
    [panelId, metricId, slice, traffic, days, axis],
  );
  const missingSince = reading?.missingSince ?? null;
  const missingSoFar = reading?.missingSoFar ?? null;
  const isTotalNow = axis.at === null && Object.keys(slice).length === 0;
  const hasCorner = corner !== undefined;
  const scene = useMemo<CurveScene>(
    () => ({
      look,
      words,
      name,
      unit,
      hasCorner,
      peaks,
      events: Object.values<RoomEvent>(eventRecords),
      stage: isTotalNow ? { missingSince, missingSoFar } : null,
    }),
    [look, words, name, unit, hasCorner, eventRecords, peaks, isTotalNow, missingSince, missingSoFar],
  );
  const root = usePanelPicture(query, scene, createCurvePicture);
  return (
    <div ref={root} role="group" aria-label={name} style={{ position: 'relative', width: '100%', height: '100%' }}>
      {hasCorner && (
        <div data-corner="" style={{ position: 'absolute', zIndex: 1, visibility: 'hidden' }}>
          {corner}
        </div>
      )}
    </div>
  );
}

const noPeaks: readonly Peak[] = [];

function selectPeaks(shared: SharedState): readonly Peak[] {
  return shared.workspace['current']?.peaks ?? noPeaks;
}

function selectEvents(shared: SharedState): SharedState['events'] {
  return shared.events;
}
