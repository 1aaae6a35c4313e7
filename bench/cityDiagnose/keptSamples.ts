import { z } from 'zod';
import type { Slice } from '../../contract/words';
import type { City } from '../../src-main/demoCity/city';
import type { BreakdownAnswer, BreakdownRequest, SampleSource, SeriesAsk } from '../../src-main/engine/backends/backend';
import { dimensions } from '../../src-main/demoCity/dimensions/dimensions';
import { edgeFields, nodeFields } from '../../src-main/demoCity/record/machineRows';
import { pageIds, stageIds } from '../../src-main/demoCity/orders/stages';

/** Everything that diagnosis may read of one city, in buckets of one step; a city's own memory is a hundred times as large. */
export interface KeptSamples {
  readonly stepMs: number;
  readonly spans: readonly KeptSpan[];
}
interface KeptSpan {
  readonly firstSlot: number;
  readonly count: number;
  /** By `keyOf`. */
  readonly columns: ReadonlyMap<string, Float32Array>;
}

const dayMs = 86_400_000;
const slotSideMs = 600_000;
const idcs = dimensions[3]?.values ?? [];

/** The core link from `from` to `to`, whole and by IDC; the business also around the same time yesterday and a week ago. */
export function keepSamples(city: City, from: number, to: number, stepMs: number): KeptSamples {
  const { nodes, edges } = city.topology();
  const places: Slice[] = [{}, ...idcs.map((idc) => ({ idc }))];
  const business = [...stageIds.map((id) => `orders.${id}`), ...pageIds.map((id) => `pages.${id}`)].map((query) => ({
    query,
    slice: {},
  }));
  const machines = [
    ...nodes.flatMap(({ id }) =>
      places.flatMap((place) => nodeFields.map((field) => ({ query: `node.${field}`, slice: { node: id, ...place } }))),
    ),
    ...edges.flatMap(({ from: caller, to: callee }) =>
      places.flatMap((place) =>
        edgeFields.map((field) => ({ query: `edge.${field}`, slice: { from: caller, to: callee, ...place } })),
      ),
    ),
  ];
  const kept = (asks: readonly SeriesAsk[], spanFrom: number, spanTo: number): KeptSpan => {
    const firstSlot = Math.floor(spanFrom / stepMs);
    const count = Math.floor(spanTo / stepMs) - firstSlot;
    const columns = new Map<string, Float32Array>();
    for (let i = 0; i < asks.length; i += atOnce) {
      const some = asks.slice(i, i + atOnce);
      const series = some.map(({ query, slice }) => ({ metric: query, slice }));
      const { results } = city.query({ series, from: firstSlot * stepMs, to: (firstSlot + count) * stepMs, stepMs });
      some.forEach((ask, k) =>
        columns.set(
          keyOf(ask),
          Float32Array.from(results[k]?.values ?? [], (value) => value ?? Number.NaN),
        ),
      );
    }
    return { firstSlot, count, columns };
  };
  return {
    stepMs,
    spans: [
      kept([...business, ...machines], from, to),
      ...[1, 7].map((days) => kept(business, from - days * dayMs - slotSideMs, to - days * dayMs + slotSideMs)),
    ],
  };
}

const atOnce = 500;

/** NaN where nothing was kept. */
export function readKept({ spans }: KeptSamples, ask: SeriesAsk, firstSlot: number, count: number): Float64Array {
  const span = spans.find((each) => firstSlot < each.firstSlot + each.count && firstSlot + count > each.firstSlot);
  const column = span?.columns.get(keyOf(ask));
  return Float64Array.from({ length: count }, (_, i) => column?.[firstSlot + i - (span?.firstSlot ?? 0)] ?? Number.NaN);
}

/** The same as a backend that has seen everything before `seenTo`: means of buckets are what it answers itself. */
export function sourceOfKept(kept: KeptSamples, seenTo: () => number): Pick<SampleSource, 'breakdown'> {
  return {
    breakdown: async ({ query, by, spans }: BreakdownRequest): Promise<BreakdownAnswer> => {
      const keys = [...(kept.spans[0]?.columns.keys() ?? [])]
        .map(askOf)
        .filter((ask) => ask.query === query && isCutBy(ask.slice, by));
      const rows = keys.map((ask) => ({
        key: by.map((label) => ask.slice[label] ?? ''),
        values: Float64Array.from(spans, ({ from, to }) => {
          const first = Math.round(from / kept.stepMs);
          return meanOf(readKept(kept, ask, first, Math.round(to / kept.stepMs) - first));
        }),
      }));
      return { seenTo: seenTo(), rows, partial: null, reporting: null };
    },
  };
}

function isCutBy(slice: Slice, by: readonly string[]): boolean {
  return Object.keys(slice).length === by.length && by.every((label) => Object.hasOwn(slice, label));
}

function meanOf(values: Float64Array): number {
  const known = values.filter((value) => !Number.isNaN(value));
  return known.reduce((sum, value) => sum + value, 0) / known.length;
}

function keyOf({ query, slice }: SeriesAsk): string {
  return JSON.stringify([
    query,
    ...Object.keys(slice)
      .sort()
      .map((label) => [label, slice[label]]),
  ]);
}

const keyShape = z.tuple([z.string()]).rest(z.tuple([z.string(), z.string()]));

function askOf(key: string): SeriesAsk {
  const [query, ...cuts] = keyShape.parse(JSON.parse(key));
  return { query, slice: Object.fromEntries(cuts) };
}
