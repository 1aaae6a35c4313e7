import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { cityQuerySchema, type CityAnswer, type CityClock, type CityEvents } from '../../../contract/cityApi';

export interface CityStandIn {
  readonly url: string;
  /** The city's clock; tests set it. */
  now: number;
  seed: number;
  historyFrom: number;
  /** Rate per second in the second that begins at `at`; null = no sample. */
  rate: (metric: string, at: number) => number | null;
  events: CityEvents['events'];
  /** Takes over a request when it returns true: to break things. */
  intercept: ((request: IncomingMessage, response: ServerResponse) => boolean) | null;
  /** Holds back the answer to a query that begins at `from`. */
  delay: ((from: number) => Promise<void>) | null;
  readonly queries: { readonly from: number; readonly to: number; readonly stepMs: number }[];
  close(): Promise<void>;
}

/** A city with a clock that tests hold in their hand; speaks contract/cityApi.ts and knows every metric but `no.*`. */
export async function startCityStandIn(now: number): Promise<CityStandIn> {
  const server = createServer((request, response) => {
    if (standIn.intercept?.(request, response) === true) return;
    void answer(request, standIn).then(({ status, body }) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const standIn: CityStandIn = {
    url: `http://127.0.0.1:${port}`,
    now,
    seed: 1,
    historyFrom: now - 28 * 86_400_000,
    rate: () => 100,
    events: [],
    intercept: null,
    delay: null,
    queries: [],
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return standIn;
}

async function answer(request: IncomingMessage, city: CityStandIn): Promise<{ status: number; body: unknown }> {
  const url = new URL(request.url ?? '/', 'http://stand-in');
  if (url.pathname === '/api/clock') {
    const clock: CityClock = {
      now: city.now,
      speed: 1,
      timeZone: 'Asia/Shanghai',
      seed: city.seed,
      historyFrom: city.historyFrom,
    };
    return { status: 200, body: clock };
  }
  if (url.pathname === '/api/events') {
    const since = Number(url.searchParams.get('since'));
    return { status: 200, body: { now: city.now, events: city.events.filter(({ at }) => at >= since) } };
  }
  const query = cityQuerySchema.parse(JSON.parse(await bodyOf(request)));
  city.queries.push({ from: query.from, to: query.to, stepMs: query.stepMs });
  await city.delay?.(query.from);
  const unknown = query.series.find(({ metric }) => metric.startsWith('no.'));
  if (unknown !== undefined) return { status: 404, body: { error: `no such metric: ${unknown.metric}` } };
  const starts = Array.from(
    { length: Math.ceil((query.to - query.from) / query.stepMs) },
    (_, i) => query.from + i * query.stepMs,
  );
  const body: CityAnswer = {
    now: city.now,
    results: query.series.map(({ metric, slice }) => ({
      metric,
      slice,
      values: starts.map((start) => bucket(city, metric, start, query.stepMs)),
    })),
    reporting: { count: 3, expected: 3 },
  };
  return { status: 200, body };
}

/** Counts of the bucket's seconds divided by the whole step, as the real city does. */
function bucket(city: CityStandIn, metric: string, start: number, stepMs: number): number | null {
  if (start >= city.now || start < city.historyFrom) return null;
  const end = Math.min(start + stepMs, city.now);
  const rate = city.rate(metric, start);
  return rate === null ? null : (rate * (end - start)) / stepMs;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) if (chunk instanceof Uint8Array) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
