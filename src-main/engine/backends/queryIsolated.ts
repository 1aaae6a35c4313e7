import { BackendFailure, type SampleSource, type SeriesAnswer, type SeriesRequest } from './backend';

export interface IsolatedAnswer extends SeriesAnswer {
  /** Per series the sentence why its query cannot run, or null. */
  readonly refusals: readonly (string | null)[];
}

/**
 * Asks for many series at once; when one query among them cannot run, halves the list until only that one fails, so that
 * a typing error in one metric leaves the others alone. Its column is all NaN.
 * @throws BackendFailure for everything that is not about a single query.
 */
export async function queryIsolated(samples: SampleSource, request: SeriesRequest, signal: AbortSignal): Promise<IsolatedAnswer> {
  try {
    const answer = await samples.query(request, signal);
    return { ...answer, refusals: request.series.map(() => null) };
  } catch (error) {
    if (!(error instanceof BackendFailure) || error.code !== 'bad-query') throw error;
    if (request.series.length === 1) {
      const gap = new Float64Array(Math.ceil((request.to - request.from) / request.stepMs)).fill(Number.NaN);
      return { seenTo: Number.POSITIVE_INFINITY, columns: [gap], partial: null, reporting: null, refusals: [error.message] };
    }
  }
  const middle = request.series.length >> 1;
  const left = await queryIsolated(samples, { ...request, series: request.series.slice(0, middle) }, signal);
  const right = await queryIsolated(samples, { ...request, series: request.series.slice(middle) }, signal);
  const newestAt = left.newestAt === undefined ? right.newestAt : left.newestAt;
  return {
    // A refused query has seen nothing and says nothing about time.
    seenTo: Math.min(left.seenTo, right.seenTo),
    columns: [...left.columns, ...right.columns],
    partial: left.partial ?? right.partial,
    reporting: left.reporting ?? right.reporting,
    notes: [...(left.notes ?? []), ...(right.notes ?? [])],
    ...(newestAt === undefined ? {} : { newestAt }),
    refusals: [...left.refusals, ...right.refusals],
  };
}
