import type { Workspace } from '../../contract/workspace';
import type { City } from '../../src-main/demoCity/city';
import { dimensions } from '../../src-main/demoCity/dimensions/dimensions';
import { stageIds } from '../../src-main/demoCity/orders/stages';
import { openBackend } from '../../src-main/engine/backends/registry';
import { createSeriesCatalog, type Series } from '../../src-main/engine/samples/series';
import { startRealPrometheus } from '../../src-main/engine/testing/realPrometheus';
import { coarseStepMs } from '../../src-main/engine/watch/warmStart';
import { watchedSeriesOf } from '../../src-main/engine/watch/watchedSeries';
import type { CaseSamples } from './caseSamples';
import { taughtSlots, type LaneSpan } from './lane';

export interface PastPrometheus {
  /** Everything a lane will ask for, read through the console's backend. */
  readAll(): Promise<CaseSamples>;
  close(): Promise<void>;
}

/** Counters are sampled twice a bucket: a rate over one bucket wants two samples within it. */
const coarseSampleMs = coarseStepMs / 2;
const fineSampleMs = 5_000;
const weekMs = 7 * 86_400_000;
const pollMs = 5_000;

/**
 * A real Prometheus that holds the case's order counters from four weeks before it. Cases lie in any month, and a server says nothing of its own
 * future: samples are written whole weeks earlier, and asked for there.
 */
export async function startPastPrometheus(
  city: City,
  workspace: Workspace,
  span: LaneSpan,
  cuts: readonly string[],
): Promise<PastPrometheus> {
  const earlierMs = Math.max(0, Math.ceil((span.to + 60_000 - Date.now()) / weekMs)) * weekMs;
  const server = await startRealPrometheus({ backfill: [openMetrics(city, span, cuts, earlierMs)] });
  const settings = { kind: 'prometheus', url: server.url, poll: pollMs, settle: 0 } as const;
  const context = { demoCityUrl: null, backendId: 'prometheus', secrets: {}, folder: null, monoNow: () => performance.now() };
  const backend = openBackend('prometheus', settings, context);
  const { samples } = backend;
  if (samples === null) throw new Error('a Prometheus has samples');

  const ask = async (series: readonly Series[], fromSlot: number, count: number, into: Map<string, Float64Array>) => {
    const stepMs = series[0]?.stepMs ?? 0;
    const from = fromSlot * stepMs - earlierMs;
    const request = { series: series.map((each) => each.ask), from, to: from + count * stepMs, stepMs };
    const { columns } = await samples.query(request, new AbortController().signal);
    series.forEach(({ key }, i) => into.set(key, columns[i] ?? new Float64Array(count).fill(Number.NaN)));
  };

  return {
    async readAll() {
      const catalog = createSeriesCatalog(workspace);
      const fine = watchedSeriesOf(workspace, catalog).map(({ series }) => series);
      const coarse = fine.flatMap(({ metricId, slice }) => {
        const lookup = catalog({ metricId, slice, traffic: 'real' }, coarseStepMs);
        return lookup.found ? [lookup.series] : [];
      });
      const columns = new Map<string, Float64Array>();
      const { fromSlot, count } = taughtSlots(span.nativeFrom);
      const fineStepMs = fine[0]?.stepMs ?? 0;
      const first = Math.ceil(span.nativeFrom / fineStepMs);
      await ask(coarse, fromSlot, count, columns);
      await ask(fine, first, Math.floor(span.to / fineStepMs) - first, columns);
      return ({ key }, _firstSlot, wanted) => columns.get(key) ?? new Float64Array(wanted).fill(Number.NaN);
    },
    async close() {
      backend.close();
      await server.close();
    },
  };
}

/** The counters as a scraped exporter would have left them, a series at a time. */
function* openMetrics(city: City, span: LaneSpan, cuts: readonly string[], earlierMs: number): Generator<string> {
  const taughtFrom = taughtSlots(span.nativeFrom).fromSlot * coarseStepMs;
  const parts = [
    { from: taughtFrom, to: Math.floor(span.nativeFrom / coarseSampleMs) * coarseSampleMs, stepMs: coarseSampleMs },
    { from: Math.floor(span.nativeFrom / coarseSampleMs) * coarseSampleMs, to: span.to, stepMs: fineSampleMs },
  ];
  const write = (family: string, stage: string, slice: Record<string, string>): string => {
    const labels = Object.entries({ stage, ...slice }).map(([name, value]) => `${name}="${value}"`);
    let total = 0;
    const lines = [`${family}_total{${labels.join(',')}} 0 ${(taughtFrom - earlierMs) / 1_000}\n`];
    for (const { from, to, stepMs } of parts) {
      const [answer] = city.query({ series: [{ metric: `orders.${stage}`, slice }], from, to, stepMs }).results;
      answer?.values.forEach((rate, i) => {
        total += ((rate ?? 0) * stepMs) / 1_000;
        lines.push(
          `${family}_total{${labels.join(',')}} ${Math.round(total)} ${(from + (i + 1) * stepMs - earlierMs) / 1_000}\n`,
        );
      });
    }
    return lines.join('');
  };
  yield '# TYPE highnoon_orders counter\n';
  for (const stage of stageIds) yield write('highnoon_orders', stage, {});
  for (const cut of cuts) {
    yield `# TYPE highnoon_orders_by_${cut} counter\n`;
    for (const stage of stageIds)
      for (const value of dimensions.find(({ id }) => id === cut)?.values ?? [])
        yield write(`highnoon_orders_by_${cut}`, stage, { [cut]: value });
  }
  yield '# EOF\n';
}
