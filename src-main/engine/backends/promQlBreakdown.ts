import { BackendFailure, type BreakdownAnswer, type BreakdownRequest } from './backend';
import { mapLimited } from './mapLimited';
import { countsOverWindow, expandPromQl } from './promQl';
import type { PromQlClient } from './promQlClient';
import { groupPromQl } from './promQlGrouping';
import { queriesAtOnceMax, tellPartial } from './promQlSeries';

/** A metric cut by labels: one instant query a span, whose window is the span. `seenTo`: as of `PromQlSeries`. */
export async function readBreakdown(
  client: PromQlClient,
  request: BreakdownRequest,
  seenTo: number,
  signal: AbortSignal,
): Promise<BreakdownAnswer> {
  const grouping = groupPromQl(request.query, request.by);
  if ('refusal' in grouping) throw new BackendFailure('bad-query', grouping.refusal);
  const rows = new Map<string, { readonly key: readonly string[]; readonly values: Float64Array }>();
  const warnings = await mapLimited([...request.spans.entries()], queriesAtOnceMax, async ([index, { from, to }]) => {
    const at = Math.min(to, seenTo);
    if (at <= from) return [];
    const query = expandPromQl(grouping.query, request.slice, at - from, { labels: request.by });
    const answer = await client.instant(query, at, signal);
    const share = countsOverWindow(request.query) ? (at - from) / (to - from) : 1;
    for (const { labels, values } of answer.rows) {
      const key = request.by.map((label) => labels[label] ?? '');
      const name = JSON.stringify(key);
      const row = rows.get(name) ?? { key, values: new Float64Array(request.spans.length).fill(Number.NaN) };
      if (!Number.isNaN(row.values[index] ?? Number.NaN)) throw twice(request, key);
      row.values[index] = (values[0] ?? Number.NaN) * share;
      rows.set(name, row);
      if (rows.size > request.rowsMax) throw tooManyRows(client.where, request);
    }
    return answer.warnings;
  });
  return { seenTo, rows: [...rows.values()], partial: tellPartial(client.where, warnings.flat()), reporting: null };
}

function twice({ query, by }: BreakdownRequest, key: readonly string[]): BackendFailure {
  return new BackendFailure(
    'bad-query',
    `The query ${query} answers several series for ${by.join(', ')} = ${key.join(', ')}; wrap it in sum(…) in the workspace file.`,
  );
}

function tooManyRows(where: string, { by, rowsMax }: BreakdownRequest): BackendFailure {
  return new BackendFailure(
    'too-big',
    `${where} has more than ${rowsMax} combinations of ${by.join(' × ')}; cut by fewer dimensions or choose one value of a dimension first.`,
  );
}
