import { BackendFailure, type SeriesAnswer, type SeriesRequest } from './backend';
import { mapLimited } from './mapLimited';
import { countsOverWindow } from './promQl';
import type { PromQlAnswer, PromQlRow } from './promQlAnswer';
import type { PromQlClient } from './promQlClient';
import { foldSeries, type Fold } from './promQlFold';
import type { TargetReport } from './promQlTargets';

/** Prometheus refuses more points per series in one range query. */
export const rangePointsMax = 11_000;
/** Folded, these are few questions; 2,500 lines of one bucket are about 250 kB. */
export const promQlSeriesMax = 2_500;
/** Its default is 20 queries at once for everybody; a console may not take more than a fifth. */
export const queriesAtOnceMax = 4;
/** A rate needs two samples; below this there is hardly ever a second one. */
const fillingMsMin = 2_000;
/** Far more than one workspace has metrics times ways to cut them. */
const aloneMax = 1_000;

export type SeriesReader = (request: SeriesRequest, seenTo: number, signal: AbortSignal) => Promise<SeriesAnswer>;

/**
 * `SampleSource.query` in PromQL; everything before `seenTo` has arrived.
 * @param readTargets asked when the answer reaches into now: of the past nobody counts the targets
 */
export function createSeriesReader(
  client: PromQlClient,
  readTargets: (seenTo: number, signal: AbortSignal) => Promise<TargetReport>,
): SeriesReader {
  /** Folds that the server did not run: their series are asked one by one from then on. */
  const alone = new Set<string>();
  const readSeries: SeriesReader = async (request, seenTo, signal) => {
    try {
      return await readFolds(client, foldSeries(request.series, alone), request, seenTo, readTargets, signal);
    } catch (error) {
      if (!(error instanceof FoldRefused) || alone.size >= aloneMax) throw error;
      alone.add(error.foldName);
      return readSeries(request, seenTo, signal);
    }
  };
  return readSeries;
}

async function readFolds(
  client: PromQlClient,
  folds: readonly Fold[],
  request: SeriesRequest,
  seenTo: number,
  readTargets: (seenTo: number, signal: AbortSignal) => Promise<TargetReport>,
  signal: AbortSignal,
): Promise<SeriesAnswer> {
  const { from, to, stepMs } = request;
  const points = (to - from) / stepMs;
  const columns = request.series.map(() => new Float64Array(points).fill(Number.NaN));
  const firstAt = from + stepMs;
  const lastAt = Math.floor(Math.min(seenTo, to) / stepMs) * stepMs;
  const fillingAt = Math.floor(seenTo / stepMs) * stepMs;
  const elapsedMs = seenTo - fillingAt;
  const fillingIndex = (fillingAt - from) / stepMs;
  const asksFilling = fillingIndex >= 0 && fillingIndex < points;

  const askComplete = async (fold: Fold): Promise<PromQlAnswer> => {
    const answer = await client.range(fold.expand(stepMs), { firstAt, lastAt, stepMs }, signal);
    spread(answer, fold, (row, index) => writeColumn(row, request, columns[index]));
    return answer;
  };
  const askFilling = async (fold: Fold): Promise<PromQlAnswer> => {
    const answer = await client.instant(fold.expand(elapsedMs), seenTo, signal);
    // What was counted so far, as if the rest of the step brought nothing.
    const share = countsOverWindow(fold.query) ? elapsedMs / stepMs : 1;
    spread(answer, fold, (row, index) =>
      columns[index]?.fill((row.values[0] ?? Number.NaN) * share, fillingIndex, fillingIndex + 1),
    );
    return answer;
  };
  const questions = folds.flatMap((fold) =>
    [
      ...(lastAt >= firstAt ? [() => askComplete(fold)] : []),
      ...(asksFilling && (elapsedMs >= fillingMsMin || !fold.query.includes('$window')) ? [() => askFilling(fold)] : []),
    ].map((ask) => () => refusingFold(fold, ask)),
  );
  const answers = await mapLimited(questions, queriesAtOnceMax, (ask) => ask());
  const targets = asksFilling ? await readTargets(seenTo, signal) : null;
  return {
    seenTo,
    columns,
    partial: tellPartial(
      client.where,
      answers.flatMap(({ warnings }) => warnings),
    ),
    reporting: targets?.reporting ?? null,
    ...(targets?.newestAt === undefined ? {} : { newestAt: targets.newestAt }),
    notes: [...new Set(answers.flatMap(({ notes }) => notes))],
  };
}

export function tellPartial(where: string, warnings: readonly string[]): string | null {
  const told = [...new Set(warnings)].slice(0, 3);
  return told.length === 0 ? null : `${where} says the answer is not whole: ${told.join('; ')}.`;
}

/** Each row goes to the columns it was asked for; two rows for one column are a query that draws no line. */
function spread(answer: PromQlAnswer, fold: Fold, write: (row: PromQlRow, index: number) => void): void {
  const filled = new Map<number, number>();
  for (const row of answer.rows)
    for (const index of fold.columnsOf(row.labels)) {
      filled.set(index, (filled.get(index) ?? 0) + 1);
      write(row, index);
    }
  const most = Math.max(0, ...filled.values());
  if (most > 1)
    throw new BackendFailure(
      'bad-query',
      `The query ${fold.query} answers ${most} series where one line is drawn; wrap it in sum(…) in the workspace file.`,
    );
}

/** Bucket [t, t + step) is the expression at t + step, so its window reaches back exactly over the bucket. */
function writeColumn({ times, values }: PromQlRow, { from, stepMs }: SeriesRequest, column: Float64Array | undefined): void {
  for (let i = 0; i < times.length; i += 1) {
    const index = Math.round(((times[i] ?? Number.NaN) * 1_000 - from) / stepMs) - 1;
    if (column !== undefined && index >= 0 && index < column.length) column[index] = values[i] ?? Number.NaN;
  }
}

class FoldRefused extends BackendFailure {
  constructor(
    readonly foldName: string,
    message: string,
  ) {
    super('bad-query', message);
  }
}

async function refusingFold(fold: Fold, ask: () => Promise<PromQlAnswer>): Promise<PromQlAnswer> {
  try {
    return await ask();
  } catch (error) {
    if (fold.name === null || !(error instanceof BackendFailure) || error.code !== 'bad-query') throw error;
    throw new FoldRefused(fold.name, error.message);
  }
}
