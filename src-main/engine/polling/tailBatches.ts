import type { SampleStore } from '../samples/sampleStore';
import type { Series } from '../samples/series';

/** A poll looks back at most this many buckets; what is older is fetched by whoever shows it. */
const tailSlotsMax = 60;

/** Series asked in one request, and for which slots. */
export interface TailBatch {
  readonly series: readonly Series[];
  readonly fromSlot: number;
  readonly toSlot: number;
  readonly stepMs: number;
}

/**
 * Series grouped by step and by how far back they lack buckets; longest unpolled first.
 * @param now the backend's time, epoch ms
 */
export function tailBatches(
  wanted: readonly Series[],
  store: SampleStore,
  now: number,
  seriesMax: number,
  polledMono: (series: Series) => number,
): TailBatch[] {
  const groups = new Map<string, TailBatch & { readonly series: Series[] }>();
  for (const series of wanted) {
    const toSlot = Math.floor(now / series.stepMs) + 1;
    const fromSlot = store.missing(series, toSlot - tailSlotsMax, tailSlotsMax)[0]?.from ?? toSlot - 1;
    const key = `${series.stepMs} ${fromSlot}`;
    const group = groups.get(key) ?? { series: [], fromSlot, toSlot, stepMs: series.stepMs };
    group.series.push(series);
    groups.set(key, group);
  }
  const polled = ({ series: [first] }: TailBatch): number => (first === undefined ? 0 : polledMono(first));
  return [...groups.values()]
    .flatMap((group) => chunk(group.series, seriesMax).map((series) => ({ ...group, series })))
    .sort((a, b) => polled(a) - polled(b));
}

function chunk<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
}
