import { workspaceSchema, type Workspace } from '../../contract/workspace';
import type { LineQuery, PanelQuery } from '../../contract/frames';
import { lineCountMax, panelCountMax } from '../../contract/limits';

/** 50 metrics × 100 values of one label: half counters read as rates, half gauges that hold the moment they were scraped at. */
export const metricCount = 50;
export const shardCount = 100;
export const seriesCount = metricCount * shardCount;
export const pollMs = 5_000;
export const stepMs = 10_000;

export function metricId(metric: number): string {
  return `m${metric}`;
}

/** Gauges tell how old what is drawn is: their value is a time. */
export function isGauge(metric: number): boolean {
  return metric % 2 === 1;
}

export function nameOf(metric: number): string {
  return isGauge(metric) ? `bench_scraped_seconds_${metric}` : `bench_orders_${metric}_total`;
}

export function queryOf(metric: number): string {
  return isGauge(metric) ? `max(${nameOf(metric)}{$slice})` : `sum(rate(${nameOf(metric)}{$slice}[$window]))`;
}

export function shardOf(shard: number): string {
  return `shard-${shard}`;
}

/** No settling: scraper, server and engine share one machine, and what is measured is the way, not the waiting. */
export function benchWorkspace(url: string): Workspace {
  const name = { zh: '基准', en: 'bench' };
  const step = `${stepMs}ms`;
  const metrics = new Map(
    Array.from({ length: metricCount }, (_, i) => [metricId(i), { name, step, query: { prometheus: queryOf(i) } }]),
  );
  return workspaceSchema.parse({
    version: 1,
    name,
    timeZone: 'Asia/Shanghai',
    backends: { prom: { kind: 'prometheus', url, poll: `${pollMs}ms`, settle: '0s' } },
    source: 'prom',
    dimensions: { shard: { name } },
    metrics: Object.fromEntries(metrics),
    funnel: [{ metric: metricId(0) }],
  });
}

/** All series as panels of as few windows as may show them. */
export function windowsOfPanels(): PanelQuery[][] {
  const lines = Array.from({ length: seriesCount }, (_, i): LineQuery => ({
    metricId: metricId(Math.floor(i / shardCount)),
    slice: { shard: shardOf(i % shardCount) },
    traffic: 'real',
    day: 'today',
  }));
  const panels = chunk(lines, lineCountMax).map((some, i): PanelQuery => {
    const view = { at: null, beforeMs: 600_000, afterMs: 0, axis: 'sliding', pointsMax: 600 } as const;
    return { panelId: `p${i}`, lines: some, ...view };
  });
  return chunk(panels, panelCountMax);
}

function chunk<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
}
