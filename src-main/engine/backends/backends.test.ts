import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { hasSamples, type BackendKind, type BackendSettings } from '../../../contract/backendSettings';
import { askJson } from './askJson';
import { BackendFailure, type Backend, type SampleSource } from './backend';
import { countsOverWindow, expandPromQl } from './promQl';
import { queryIsolated } from './queryIsolated';
import { backendKinds, openBackend, traitsOf } from './registry';

const settingsAt: { readonly [Kind in BackendKind]: (url: string) => Extract<BackendSettings, { kind: Kind }> } = {
  demoCity: (url) => ({ kind: 'demoCity', url, poll: 1_000 }),
  prometheus: (url) => ({ kind: 'prometheus', url, poll: 1_000, settle: 0 }),
  victoriaMetrics: (url) => ({ kind: 'victoriaMetrics', url, poll: 1_000, settle: 0 }),
  alertmanager: (url) => ({ kind: 'alertmanager', url, poll: 1_000, severityLabel: 'severity' }),
  pushFeed: (url) => ({ kind: 'pushFeed', url, path: '/socket.io', poll: 1_000 }),
  jaeger: (url) => ({ kind: 'jaeger', url, poll: 1_000, lookback: 3_600_000 }),
  skywalking: (url) => ({ kind: 'skywalking', url, poll: 1_000, lookback: 1_800_000 }),
  webhook: (url) => ({ kind: 'webhook', url, poll: 1_000 }),
};
const contextAlone = { demoCityUrl: null, backendId: 'b', secrets: {}, folder: null, monoNow: () => performance.now() };
// Kinds that have samples and are asked for them; the push feed keeps a connection instead.
const kinds = (Object.keys(backendKinds) as BackendKind[]).filter((kind) => hasSamples(kind) && kind !== 'pushFeed');
const request = { series: [{ query: 'orders', slice: {} }], from: 0, to: 60_000, stepMs: 10_000 };
const never = new AbortController().signal;
let server: Server | null = null;

async function serve(listener: RequestListener): Promise<string> {
  server = createServer(listener);
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** An address where somebody listened until just now. */
async function deserted(): Promise<string> {
  const url = await serve(() => undefined);
  await new Promise((resolve) => server?.close(resolve));
  server = null;
  return url;
}

afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((resolve) => (server === null ? resolve(null) : server.close(resolve)));
  server = null;
});

function open(kind: BackendKind, url: string): Backend {
  return openBackend(kind, settingsAt[kind](url), contextAlone);
}

function samplesOf({ samples }: Backend): SampleSource {
  if (samples === null) throw new Error('this kind of backend has samples');
  return samples;
}

async function failureOf(work: Promise<unknown>): Promise<BackendFailure> {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof BackendFailure)) throw new Error(`a BackendFailure was expected, not ${String(error)}`);
  return error;
}

describe.each(kinds)('every kind of backend: %s', (kind) => {
  it.each<[string, RequestListener, string]>([
    ['an error status', (_, response) => response.writeHead(500).end('boom'), 'http'],
    ['an overloaded server', (_, response) => response.writeHead(503).end('later'), 'busy'],
    ['a login page', (_, response) => response.end('<html>please log in</html>'), 'not-json'],
    [
      'JSON of another shape',
      (_, response) => response.end('{"status":"success","data":{"resultType":"matrix"},"now":"noon"}'),
      'bad-shape',
    ],
    ['a connection cut in the answer', (_, response) => void response.write('{"now":', () => response.destroy()), 'network'],
    ['a redirect', (_, response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(), 'http'],
  ])('turns %s into a named failure with a sentence', async (_, listener, code) => {
    const backend = open(kind, await serve(listener));
    const works = [backend.check(never), samplesOf(backend).query(request, never)];
    for (const failure of await Promise.all(works.map(failureOf))) {
      expect(failure.code).toBe(code);
      expect(failure.message).toMatch(/^[A-Zh].{20,}\.$/s);
    }
  });

  it('says that nobody listens at the address', async () => {
    const failure = await failureOf(open(kind, await deserted()).check(never));
    expect(failure.code).toBe('refused');
    expect(failure.message).toContain('correct its address');
  });

  it('lets go at once when it is no longer waited for', async () => {
    const abort = new AbortController();
    const backend = open(kind, await serve(() => abort.abort()));
    expect((await failureOf(backend.check(abort.signal))).code).toBe('closed');
    expect((await failureOf(samplesOf(backend).query(request, abort.signal))).code).toBe('closed');
  });

  it('states limits that a reader can keep', () => {
    const traits = traitsOf(kind, settingsAt[kind]('http://127.0.0.1'));
    expect(traits.seriesMax).toBeGreaterThan(0);
    expect(traits.bucketsMax).toBeGreaterThanOrEqual(1_000);
  });
});

describe('one question over HTTP', () => {
  it('is given up at its deadline, and says so', async () => {
    const url = new URL(await serve(() => undefined));
    const failure = await failureOf(askJson({ url, shape: z.unknown(), signal: never, timeoutMs: 30 }));
    expect(failure.code).toBe('timeout');
    expect(failure.message).toContain('within 0.03 s');
  });

  it('is broken off when the answer is too big, also without a length', async () => {
    const url = new URL(
      await serve((_, response) => {
        for (let i = 0; i < 64; i += 1) response.write(' '.repeat(1_024));
      }),
    );
    const failure = await failureOf(askJson({ url, shape: z.unknown(), signal: never, timeoutMs: 5_000, bytesMax: 10_000 }));
    expect(failure.code).toBe('too-big');
  });
});

describe('a workspace query in PromQL', () => {
  it('gets the slice as label matchers, escaped, and the window in whole units', () => {
    const query = 'sum(rate(orders_total{stage="paid"$slice}[$window]))';
    expect(expandPromQl(query, {}, 10_000)).toBe('sum(rate(orders_total{stage="paid"}[10s]))');
    expect(expandPromQl(query, { city: 'a"b\\c\n$window', idc: 'east' }, 2_345)).toBe(
      'sum(rate(orders_total{stage="paid",city="a\\"b\\\\c\\n$window",idc="east"}[2345ms]))',
    );
    expect(expandPromQl('up{$slice}', { idc: 'east' }, 1_000)).toBe('up{idc="east"}');
  });

  it('may name another metric for a cut than for the total', () => {
    const query = 'sum(rate(orders$by_total{stage="paid"$slice}[$window]))';
    expect(expandPromQl(query, {}, 1_000)).toBe('sum(rate(orders_total{stage="paid"}[1s]))');
    expect(expandPromQl(query, { idc: 'east' }, 1_000)).toBe('sum(rate(orders_by_idc_total{stage="paid",idc="east"}[1s]))');
    expect(expandPromQl('a$bye', {}, 1_000)).toBe('a$bye');
  });

  it('tells a count over the window from a level', () => {
    const counts = ['sum(rate(a[$window]))', '60 * rate(a[$window])', 'sum(rate(a[$window])) / 60'];
    const levels = ['max(a)', 'rate(a[$window]) / rate(b[$window])', 'increase(a[$window])', 'avg_over_time(a[$window])'];
    expect(counts.map(countsOverWindow)).toEqual([true, true, true]);
    expect(levels.map(countsOverWindow)).toEqual([false, false, false, false]);
  });
});

describe('a wrong query among many', () => {
  it('fails alone, and is found in few questions', async () => {
    let asked = 0;
    const samples: SampleSource = {
      breakdown: () => Promise.reject(new BackendFailure('refused', 'not asked')),
      query: async ({ series }) => {
        asked += 1;
        if (series.some(({ query }) => query === 'wrong')) throw new BackendFailure('bad-query', 'There is a typing error.');
        return { seenTo: 60_000, columns: series.map(() => new Float64Array(6).fill(1)), partial: null, reporting: null };
      },
    };
    const series = Array.from({ length: 64 }, (_, i) => ({ query: i === 37 ? 'wrong' : 'right', slice: {} }));
    const answer = await queryIsolated(samples, { ...request, series }, never);
    expect(answer.refusals.flatMap((refusal, i) => (refusal === null ? [] : [i, refusal]))).toEqual([
      37,
      'There is a typing error.',
    ]);
    expect(answer.columns.map((column) => column[0])).toEqual(series.map(({ query }) => (query === 'wrong' ? Number.NaN : 1)));
    expect(answer.seenTo).toBe(60_000);
    expect(asked).toBeLessThanOrEqual(13);
  });
});
