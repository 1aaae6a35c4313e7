import { describe, expect, it } from 'vitest';
import { BackendFailure } from './backend';
import type { PromQlAnswer } from './promQlAnswer';
import type { PromQlClient } from './promQlClient';
import { createSeriesReader } from './promQlSeries';

const never = new AbortController().signal;
const series = ['a', 'b'].map((city) => ({ query: 'sum(orders{$slice})', slice: { city } }));
const request = { series, from: 0, to: 20_000, stepMs: 10_000 };

/** A server that answers 1 for a and 2 for b, and what `refuse` says to. */
function reader(refuse: (query: string) => string | null): { asked: string[]; read: ReturnType<typeof createSeriesReader> } {
  const asked: string[] = [];
  const row = (city: string) => ({ labels: { city }, times: [10, 20], values: city === 'a' ? [1, 1] : [2, 2] });
  const range = async (query: string): Promise<PromQlAnswer> => {
    asked.push(query);
    const refusal = refuse(query);
    if (refusal !== null) throw new BackendFailure('bad-query', refusal);
    const rows = ['a', 'b'].filter((city) => query.includes('by (city)') || query.includes(`"${city}"`)).map(row);
    return { rows, warnings: ['slow store'], notes: ['duplicate-samples'] };
  };
  const unused = () => Promise.reject(new Error('not asked'));
  const client: PromQlClient = { where: 'http://here', range, instant: range, tell: unused, page: unused };
  return { asked, read: createSeriesReader(client, async () => ({ reporting: null, newestAt: undefined })) };
}

describe('series read from a server that speaks PromQL', () => {
  it('come from one question, with what is odd told once', async () => {
    const { asked, read } = reader(() => null);
    const answer = await read(request, 60_000, never);
    expect(asked).toEqual(['sum by (city) (orders{city=~"a|b"})']);
    expect(answer.columns.map((column) => [...column])).toEqual([
      [1, 1],
      [2, 2],
    ]);
    expect(answer.notes).toEqual(['duplicate-samples']);
    expect(answer.partial).toBe('http://here says the answer is not whole: slow store.');
  });

  it('are asked one by one from then on where the server does not run the common question', async () => {
    const { asked, read } = reader((query) => (query.includes('=~') ? 'no regular expressions here' : null));
    const columns = [
      [1, 1],
      [2, 2],
    ];
    for (const questions of [3, 2]) {
      asked.length = 0;
      const answer = await read(request, 60_000, never);
      expect(answer.columns.map((column) => [...column])).toEqual(columns);
      expect(asked).toHaveLength(questions);
    }
  });

  it('fail as one does when neither runs', async () => {
    const { read } = reader(() => 'a typing error');
    await expect(read(request, 60_000, never)).rejects.toMatchObject({ code: 'bad-query', message: 'a typing error' });
  });
});
