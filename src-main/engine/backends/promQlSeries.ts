import type { BackendNote } from '../../../contract/state';
import { BackendFailure, type SeriesAnswer, type SeriesAsk, type SeriesRequest } from './backend';
import { mapLimited } from './mapLimited';
import { countsOverWindow, expandPromQl } from './promQl';
import type { PromQlAnswer, PromQlClient } from './promQlClient';
import { parseSample } from './promShapes';
import type { TargetReport } from './promQlTargets';

/** Prometheus refuses more points per series in one range query. */
export const rangePointsMax = 11_000;
/** Its default is 20 queries at once for everybody; a console may not take more than a fifth. */
export const queriesAtOnceMax = 4;
/** A rate needs two samples; below this there is hardly ever a second one. */
const fillingMsMin = 2_000;

/**
 * `SampleSource.query` in PromQL; everything before `seenTo` has arrived.
 * @param readTargets asked when the answer reaches into now: of the past nobody counts the targets
 */
export async function readSeries(
  client: PromQlClient,
  request: SeriesRequest,
  seenTo: number,
  readTargets: (seenTo: number, signal: AbortSignal) => Promise<TargetReport>,
  signal: AbortSignal,
): Promise<SeriesAnswer> {
  const { from, to, stepMs } = request;
  const points = (to - from) / stepMs;
  const fillingAt = Math.floor(seenTo / stepMs) * stepMs;
  const fillingIndex = (fillingAt - from) / stepMs;
  const asksFilling = fillingIndex >= 0 && fillingIndex < points;
  const lastAt = Math.floor(Math.min(seenTo, to) / stepMs) * stepMs;
  const firstAt = from + stepMs;
  const answers = await mapLimited(request.series, queriesAtOnceMax, async (series) => {
    const column = new Float64Array(points).fill(Number.NaN);
    const warnings: string[] = [];
    const notes: BackendNote[] = [];
    if (lastAt >= firstAt) {
      const query = expandPromQl(series.query, series.slice, stepMs);
      const answer = await client.range(query, { firstAt, lastAt, stepMs }, signal);
      notes.push(...writeColumn(answer, series, request, column));
      warnings.push(...answer.warnings);
    }
    if (asksFilling && seenTo - fillingAt >= fillingMsMin) {
      const elapsedMs = seenTo - fillingAt;
      const answer = await client.instant(expandPromQl(series.query, series.slice, elapsedMs), seenTo, signal);
      refuseMany(answer.rows.length, series);
      const value = parseSample(answer.rows[0]?.samples[0]?.[1] ?? 'NaN');
      // What was counted so far, as if the rest of the step brought nothing.
      column[fillingIndex] = countsOverWindow(series.query) ? (value * elapsedMs) / stepMs : value;
      warnings.push(...answer.warnings);
    }
    return { column, warnings, notes };
  });
  const targets = asksFilling ? await readTargets(seenTo, signal) : null;
  return {
    seenTo,
    columns: answers.map((answer) => answer.column),
    partial: tellPartial(
      client.where,
      answers.flatMap((answer) => answer.warnings),
    ),
    reporting: targets?.reporting ?? null,
    ...(targets?.newestAt === undefined ? {} : { newestAt: targets.newestAt }),
    notes: answers.flatMap(({ notes }) => notes),
  };
}

export function tellPartial(where: string, warnings: readonly string[]): string | null {
  const told = [...new Set(warnings)].slice(0, 3);
  return told.length === 0 ? null : `${where} says the answer is not whole: ${told.join('; ')}.`;
}

/**
 * Bucket [t, t + step) is the expression at t + step, so its window reaches back exactly over the bucket. Of two samples for
 * one moment the first counts, and one that goes back in time does not; both are told.
 */
function writeColumn(
  answer: PromQlAnswer,
  series: SeriesAsk,
  { from, stepMs }: SeriesRequest,
  column: Float64Array,
): ReadonlySet<BackendNote> {
  refuseMany(answer.rows.length, series);
  const notes = new Set<BackendNote>();
  let newest = Number.NEGATIVE_INFINITY;
  for (const [seconds, text] of answer.rows[0]?.samples ?? []) {
    if (seconds <= newest) {
      notes.add(seconds === newest ? 'duplicate-samples' : 'time-went-back');
      continue;
    }
    newest = seconds;
    const index = Math.round((seconds * 1_000 - from) / stepMs) - 1;
    if (index >= 0 && index < column.length) column[index] = parseSample(text);
  }
  return notes;
}

function refuseMany(count: number, series: SeriesAsk): void {
  if (count > 1)
    throw new BackendFailure(
      'bad-query',
      `The query ${series.query} answers ${count} series where one line is drawn; wrap it in sum(…) in the workspace file.`,
    );
}
