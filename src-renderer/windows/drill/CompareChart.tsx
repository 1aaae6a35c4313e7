import { useMemo, type ReactNode } from 'react';
import type { LineQuery, PanelQuery } from '../../../contract/frames';
import type { Slice, Traffic } from '../../../contract/words';
import { tickText } from '../../charts/axis';
import { useChartLook } from '../../charts/chartLook';
import { useChartWords } from '../../charts/chartWords';
import { createPairPicture } from '../../charts/pair/pairPicture';
import type { PairScene } from '../../charts/pair/pairScene';
import { usePanelPicture } from '../../charts/usePanelPicture';
import { useRoomAxis } from '../../state/roomRange';
import { formatCount } from '../../ui/format';

const pointsMax = 600;

/** Both slices today on one axis, over the room's range; yesterday of each faintly behind. */
export function CompareChart({
  metricId,
  traffic,
  a,
  b,
  name,
}: {
  metricId: string;
  traffic: Traffic;
  a: Slice;
  b: Slice;
  name: string;
}): ReactNode {
  const look = useChartLook();
  const words = useChartWords();
  const axis = useRoomAxis();
  const query = useMemo<PanelQuery>(() => {
    const line = (slice: Slice, day: LineQuery['day']): LineQuery => ({ metricId, slice, traffic, day });
    return {
      panelId: 'drill:compare',
      lines: [line(a, 'today'), line(b, 'today'), line(a, 'yesterday'), line(b, 'yesterday')],
      ...axis,
      axis: 'sliding',
      pointsMax,
    };
  }, [metricId, traffic, a, b, axis]);
  const scene = useMemo<PairScene>(
    () => ({
      look,
      words,
      names: ['A', 'B'],
      tones: ['ink', 'selected'],
      ends: 'letters',
      write: (value) => formatCount(value, words.language),
      writeTick: (value) => tickText(value, words.language),
      isShare: false,
      gapName: null,
      usual: null,
      since: null,
    }),
    [look, words],
  );
  const root = usePanelPicture(query, scene, createPairPicture);
  return <div ref={root} role="img" aria-label={name} className="compare-chart" data-phase="loading" />;
}
