import type { LineQuery } from '../../../contract/frames';
import { backendIdOf, queryFor, type Workspace } from '../../../contract/workspace';
import type { Slice } from '../../../contract/words';
import type { SeriesAsk } from '../backends/backend';
import { cutLabelOf } from './cutLabel';

/** One curve as it is stored: a metric, cut by a slice, in buckets of one step. Slot n is the bucket [n·stepMs, (n+1)·stepMs). */
export interface Series {
  readonly key: string;
  readonly metricId: string;
  readonly slice: Slice;
  readonly stepMs: number;
  readonly backendId: string;
  readonly join: 'mean' | 'sum';
  readonly ask: SeriesAsk;
  /** What was asked of whom: the name on disk, where the workspace's own names may come to mean something else. */
  readonly storedAs: string;
}

export type SeriesLookup = { readonly found: true; readonly series: Series } | { readonly found: false; readonly reason: string };

/** The same line asked twice is the same `Series` object, so that it can be a key. */
export type SeriesCatalog = (line: Omit<LineQuery, 'day'>, stepMs?: number) => SeriesLookup;

/** More are not remembered as objects; far above what 64 panels of 16 lines in eight windows can ask for. */
const catalogMax = 20_000;

export function createSeriesCatalog(workspace: Workspace): SeriesCatalog {
  const known = new Map<string, SeriesLookup>();
  // A panel's lines are the same objects tick after tick: thousands of them need not be written out as keys each second.
  const knownLines = new WeakMap<object, Map<number, SeriesLookup>>();
  return (line, stepMs) => {
    const step = stepMs ?? workspace.metrics[line.metricId]?.step ?? 0;
    const ofLine = knownLines.get(line);
    const atOnce = ofLine?.get(step);
    if (atOnce !== undefined) return atOnce;
    const key = seriesKey(line, step);
    const lookup = known.get(key) ?? lookUp(workspace, line, key, stepMs);
    if (known.size >= catalogMax) known.clear();
    known.set(key, lookup);
    if (ofLine === undefined) knownLines.set(line, new Map([[step, lookup]]));
    else ofLine.set(step, lookup);
    return lookup;
  };
}

function seriesKey({ metricId, slice, traffic }: Omit<LineQuery, 'day'>, stepMs: number): string {
  const cuts = Object.keys(slice)
    .sort()
    .map((dimension) => `${JSON.stringify(dimension)}=${JSON.stringify(slice[dimension])}`);
  return `${metricId}|${cuts.join(',')}|${traffic}|${stepMs}`;
}

function lookUp(
  workspace: Workspace,
  { metricId, slice, traffic }: Omit<LineQuery, 'day'>,
  key: string,
  stepMs: number | undefined,
): SeriesLookup {
  const metric = workspace.metrics[metricId];
  if (metric === undefined) return { found: false, reason: `The workspace has no metric "${metricId}".` };
  if (metric.traffic !== traffic)
    return { found: false, reason: `"${metricId}" is measured on ${metric.traffic} traffic, not on ${traffic}.` };
  const backendId = backendIdOf(workspace, metricId);
  const backend = workspace.backends[backendId];
  const kind = backend?.kind;
  const query = kind === undefined ? undefined : queryFor(kind, metric.query);
  if (backend === undefined || kind === undefined || query === undefined)
    return { found: false, reason: `"${metricId}" has no query for its backend.` };
  const labels: Record<string, string> = {};
  for (const [dimension, value] of Object.entries(slice)) {
    const label = cutLabelOf(workspace, kind, metricId, dimension);
    if (label === undefined) return { found: false, reason: `The workspace has no dimension "${dimension}".` };
    labels[label] = value;
  }
  const step = stepMs ?? metric.step;
  return {
    found: true,
    series: {
      key,
      metricId,
      slice,
      stepMs: step,
      backendId,
      join: metric.join,
      ask: { query, slice: labels },
      storedAs: JSON.stringify([kind, backend.url, query, Object.entries(labels).sort(), step]),
    },
  };
}
