import type { Series } from '../samples/series';

/** A series for tests that need one but not its workspace. */
export function seriesFor(name: string, stepMs = 10_000, backendId = 'city'): Series {
  return {
    key: `${name}|${stepMs}`,
    metricId: name,
    slice: {},
    stepMs,
    backendId,
    join: 'mean',
    ask: { query: name, slice: {} },
    storedAs: `${name} every ${stepMs}`,
  };
}
