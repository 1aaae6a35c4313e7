import { useMemo, type ReactNode } from 'react';
import type { PanelQuery } from '../../contract/frames';
import type { Slice, Traffic } from '../../contract/words';
import { useChartLook } from './chartLook';
import { linesOf } from './dayLines';
import { createSparkPicture, type SparkScene } from './sparkPicture';
import { usePanelPicture } from './usePanelPicture';

export interface SparklineProps {
  readonly panelId: string;
  readonly metricId: string;
  readonly slice?: Slice;
  readonly traffic?: Traffic;
  /** Room time to look at, epoch ms; null follows the room clock. */
  readonly at?: number | null;
  /** Whose last 40 minutes these are, for a screen reader. */
  readonly name: string;
  /** Ink when left out. */
  readonly colour?: string;
}

const beforeMs = 40 * 60_000;
/** A point every 20 s: about two per pixel at the size a tile has. */
const pointsMax = 120;
const everything: Slice = {};

/** The last 40 minutes of one metric. Fills its parent, which must have a size. */
export function Sparkline({
  panelId,
  metricId,
  slice = everything,
  traffic = 'real',
  at = null,
  name,
  colour,
}: SparklineProps): ReactNode {
  const look = useChartLook();
  const query = useMemo<PanelQuery>(
    () => ({
      panelId,
      lines: linesOf({ metricId, slice, traffic }, ['today']),
      at,
      beforeMs,
      afterMs: 0,
      axis: 'sliding',
      pointsMax,
    }),
    [panelId, metricId, slice, traffic, at],
  );
  const scene = useMemo<SparkScene>(() => ({ look, colour: colour ?? look.colours.ink, name }), [look, colour, name]);
  const root = usePanelPicture(query, scene, createSparkPicture);
  return <div ref={root} role="img" aria-label={name} style={{ position: 'relative', width: '100%', height: '100%' }} />;
}
