import { useMemo, type ReactNode } from 'react';
import type { PanelQuery } from '../../contract/frames';
import type { Slice, Traffic } from '../../contract/words';
import { useChartLook } from './chartLook';
import { useChartWords } from './chartWords';
import { useRoomAxis } from '../state/roomRange';
import { linesOf, useRoomDays } from './dayLines';
import type { SharedScale } from './sharedScale';
import { usePanelPicture } from './usePanelPicture';
import './wallChart.css';
import { createWallPicture, type WallScene } from './wallPicture';

export interface WallChartProps {
  readonly panelId: string;
  readonly metricId: string;
  readonly slice?: Slice;
  readonly traffic?: Traffic;
  readonly name: string;
  readonly unit: string;
  /** Charts that share one have the same value axis. */
  readonly scale?: SharedScale;
}

/** What a small multiple can show. */
const pointsMax = 600;
const everything: Slice = {};

/** A small multiple: name, data age, the newest complete value, its change against expected, four lines over the room's range. Fills its parent. */
export function WallChart({
  panelId,
  metricId,
  slice = everything,
  traffic = 'real',
  name,
  unit,
  scale,
}: WallChartProps): ReactNode {
  const look = useChartLook();
  const words = useChartWords();
  const axis = useRoomAxis();
  const days = useRoomDays();
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
  const scene = useMemo<WallScene>(() => ({ look, words, name, unit, scale }), [look, words, name, unit, scale]);
  const root = usePanelPicture(query, scene, createWallPicture);
  return (
    <div ref={root} role="img" aria-label={name} className="wall-chart" data-phase="loading">
      <div className="wall-chart-head">
        <span className="wall-chart-name">{name}</span>
        <span className="wall-chart-age" data-part="age" />
        <span className="wall-chart-value">
          <span data-part="value">—</span>
          <span className="wall-chart-unit">{unit}</span>
        </span>
        <span className="wall-chart-change" data-part="change" />
      </div>
    </div>
  );
}
