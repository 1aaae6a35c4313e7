import { Agent, request } from 'undici';
import type { SeriesAsk } from '../../src-main/engine/backends/backend';
import { foldSeries } from '../../src-main/engine/backends/promQlFold';
import { metricCount, queryOf, shardCount, shardOf, stepMs } from './load';

/** Every other poll of 5 s completes a bucket of 10 s: it asks for that bucket and for the one that fills. */
export interface AskedByPoll {
  readonly completes: boolean;
  /** Rates of the filling bucket are asked once it is two seconds old. */
  readonly youngRates: boolean;
}

interface RawQuery {
  readonly path: string;
  readonly form: Record<string, string>;
}

/** ms per round of the same questions that one poll asks, over so many connections, answers read and thrown away. */
export async function rawRounds(url: string, connections: number, rounds: number, asked: AskedByPoll): Promise<number[]> {
  const dispatcher = new Agent({ connections, pipelining: 1 });
  const took: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const begun = performance.now();
    const queue = queriesOfPoll(asked);
    const worker = async (): Promise<void> => {
      for (let query = queue.pop(); query !== undefined; query = queue.pop()) {
        const { statusCode, body } = await request(url + query.path, {
          dispatcher,
          method: 'POST',
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          body: new URLSearchParams(query.form).toString(),
        });
        await body.dump({ limit: 1 << 26 });
        if (statusCode !== 200) throw new Error(`Prometheus answered ${statusCode} to ${query.form['query']}.`);
      }
    };
    await Promise.all(Array.from({ length: connections }, worker));
    took.push(performance.now() - begun);
  }
  await dispatcher.close();
  return took;
}

function queriesOfPoll({ completes, youngRates }: AskedByPoll): RawQuery[] {
  const series = Array.from({ length: metricCount * shardCount }, (_, i): SeriesAsk => {
    const slice = { shard: shardOf(i % shardCount) };
    return { query: queryOf(Math.floor(i / shardCount)), slice };
  });
  const now = Date.now();
  const bucket = String((Math.floor(now / stepMs) * stepMs) / 1_000);
  const queries = foldSeries(series, new Set()).flatMap((fold): RawQuery[] => [
    ...(youngRates || !fold.query.includes('$window')
      ? [{ path: '/api/v1/query', form: { query: fold.expand(5_000), time: String(now / 1_000) } }]
      : []),
    ...(completes
      ? [{ path: '/api/v1/query_range', form: { query: fold.expand(stepMs), start: bucket, end: bucket, step: '10' } }]
      : []),
  ]);
  return [...queries, { path: '/api/v1/query', form: { query: 'time()' } }];
}
