import { useMemo } from 'react';
import type { Slice } from '../../contract/words';
import { useChartWords } from '../charts/chartWords';
import { windowFrames } from '../frames/windowFrames';
import { panelSource, type ExportOffer } from './exportOffer';
import { panelTable } from './panelTable';

/** What one chart hands out: its lines as a table, its metric and slice as a link. */
export function useChartOffer(chart: {
  readonly panelId: string;
  readonly title: string;
  /** Behind the names of columns: `支付 · 上海 (单/s)`. */
  readonly unit: string;
  readonly metricId: string;
  readonly slice: Slice;
}): ExportOffer {
  const words = useChartWords();
  const { panelId, title, unit, metricId, slice } = chart;
  return useMemo(
    () => ({
      title,
      source: () => panelSource(panelId),
      table: () => panelTable(windowFrames().bufferOf(panelId), `${title} (${unit})`, words),
      selection: { metricId, slice, against: null },
    }),
    [panelId, title, unit, metricId, slice, words],
  );
}
