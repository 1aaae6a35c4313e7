import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { FromEngine } from '../../contract/engineProtocol';
import type { PanelQuery } from '../../contract/frames';
import { workspaceSchema, type Workspace } from '../../contract/workspace';
import type { Backend, SampleSource } from './backends/backend';
import { openBackend } from './backends/registry';
import { createEngine, type Engine } from './engine';
import { openHistory } from './history/openHistory';
import { startRealPrometheus, type RealPrometheus } from './testing/realPrometheus';
import { WindowStandIn } from './testing/windowStandIn';
import { systemTimers, type Timers } from './timers';

const matrixSchema = z.object({
  data: z.object({ result: z.array(z.object({ values: z.array(z.tuple([z.number(), z.string()])) })) }),
});
const pollMs = 500;
const never = new AbortController().signal;
const name = { zh: '店', en: 'shop' };
const submitted = 'sum(rate(orders_total{stage="submitted"$slice}[$window]))';

let server: RealPrometheus;
let folder = '';

/** Two cities' counters, one sample a second for the last 50 minutes and the next five, so that "live" needs no scraping. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'highnoon-engine-'));
  const now = Math.floor(Date.now() / 1_000);
  const lines = ['# TYPE orders counter'];
  for (const [city, base] of [
    ['shanghai', 100],
    ['say "cheese" \\ now', 40],
  ] as const) {
    let count = 0;
    for (let second = now - 3_000; second < now + 300; second += 1) {
      count += Math.round(base * (1 + 0.3 * Math.sin(second / 200)));
      lines.push(`orders_total{stage="submitted",city=${JSON.stringify(city)}} ${count} ${second}`);
    }
  }
  server = await startRealPrometheus({ backfill: `${lines.join('\n')}\n# EOF\n` });
}, 30_000);
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

function shop(): Workspace {
  return workspaceSchema.parse({
    version: 1,
    name,
    timeZone: 'Asia/Shanghai',
    backends: { prom: { kind: 'prometheus', url: server.url, poll: `${pollMs}ms`, settle: '0s' } },
    source: 'prom',
    dimensions: { city: { name } },
    metrics: {
      submitted: { name, query: { prometheus: submitted } },
      typo: { name, query: { prometheus: 'sum(rate(orders_total[$window])' } },
      failed: { name, query: { prometheus: 'sum(rate(orders_total{stage="failed"$slice}[$window]))' } },
    },
    funnel: [{ metric: 'submitted' }],
    runbooks: {
      orders: {
        name,
        checks: [
          { id: 'half', kind: 'query', name, metric: 'submitted', slice: { city: 'shanghai' }, bad: { below: '50%' } },
          { id: 'failing', kind: 'query', name, metric: 'failed', per: 'submitted', bad: { above: 0.05 } },
          { id: 'none', kind: 'query', name, metric: 'failed', bad: { above: 1 } },
          { id: 'typo', kind: 'query', name, metric: 'typo', bad: { above: 1 } },
          { id: 'ready', kind: 'fetch', name, backend: 'prom', path: '/-/ready', expect: { text: 'Ready' } },
        ],
      },
    },
  });
}

function openHere(url = server.url): Backend {
  const settings = { kind: 'prometheus', url, poll: 1_000, settle: 0 } as const;
  const context = { demoCityUrl: null, backendId: 'prom', secrets: {}, folder: null, monoNow: () => performance.now() };
  return openBackend('prometheus', settings, context);
}

function samplesOf(): SampleSource {
  const { samples } = openHere();
  if (samples === null) throw new Error('Prometheus has samples');
  return samples;
}

interface OpenEngine {
  readonly engine: Engine;
  readonly window: WindowStandIn;
  /** Settles once the disk takes samples: what is read before is not kept. */
  readonly keeping: Promise<unknown>;
}

function openEngine(messages: FromEngine[] = [], timers: Timers = systemTimers): OpenEngine {
  let opening: (history: unknown) => void = () => undefined;
  const keeping = new Promise((resolve) => (opening = resolve));
  const engine = createEngine({
    post: (message) => messages.push(message),
    timers,
    random: Math.random,
    openHistory: (...args) => {
      const history = openHistory(...args);
      opening(history);
      return history;
    },
  });
  const window = new WindowStandIn();
  engine.handle(
    { type: 'workspace', revision: 1, workspace: shop(), demoCityUrl: null, dataFolder: folder, secrets: {}, folder: null },
    undefined,
  );
  engine.handle({ type: 'connectWindow', windowId: 'w' }, window.port);
  return { engine, window, keeping };
}

function panel(
  panelId: string,
  slice: Record<string, string> = {},
  metricId = 'submitted',
  at: number | null = null,
): PanelQuery {
  const lines = [{ metricId, slice, traffic: 'real', day: 'today' }] as const;
  return { panelId, lines: [...lines], at, beforeMs: 1_200_000, afterMs: 0, axis: 'sliding', pointsMax: 600 };
}

/** What Prometheus itself says for the complete buckets of a shown panel. */
async function saidByPrometheus(query: string, from: number, count: number, stepMs: number): Promise<number[]> {
  const answer = await server.query('query_range', {
    query,
    start: String((from + stepMs) / 1_000),
    end: String((from + count * stepMs) / 1_000),
    step: String(stepMs / 1_000),
  });
  return matrixSchema.parse(answer).data.result[0]?.values.map(([, value]) => Number(value)) ?? [];
}

describe('the engine on a real Prometheus', () => {
  it('shows for every complete bucket exactly what Prometheus answers to the same query at the same time', async () => {
    const { engine, window } = openEngine();
    window.ask([panel('all'), panel('one', { city: 'say "cheese" \\ now' })]);
    const filled = ({ columns }: { columns: readonly Float64Array[] }) =>
      columns[0]?.slice(0, -2).every((value) => value > 0) === true;
    const all = await window.until('all', filled);
    const one = await window.until('one', filled);
    const complete = (all.columns[0]?.length ?? 0) - 2;
    expect(complete).toBeGreaterThanOrEqual(118);
    expect([...(all.columns[0] ?? [])].slice(0, complete)).toEqual(
      await saidByPrometheus('sum(rate(orders_total{stage="submitted"}[10s]))', all.from, complete, all.stepMs),
    );
    expect([...(one.columns[0] ?? [])].slice(0, complete)).toEqual(
      await saidByPrometheus(
        'sum(rate(orders_total{stage="submitted",city="say \\"cheese\\" \\\\ now"}[10s]))',
        one.from,
        complete,
        one.stepMs,
      ),
    );
    await engine.close();
  });

  it('shows the same on a workstation whose clock is five minutes off, and says so', async () => {
    for (const offMs of [300_000, -300_000]) {
      const messages: FromEngine[] = [];
      const { engine, window } = openEngine(messages, { ...systemTimers, wallNow: () => Date.now() + offMs });
      window.ask([panel('all')]);
      const all = await window.until('all', ({ columns }) => columns[0]?.slice(0, -2).every((value) => value > 0) === true);
      const complete = (all.columns[0]?.length ?? 0) - 2;
      expect([...(all.columns[0] ?? [])].slice(0, complete)).toEqual(
        await saidByPrometheus('sum(rate(orders_total{stage="submitted"}[10s]))', all.from, complete, all.stepMs),
      );
      // Prometheus runs on this machine, so the room's time is this machine's and the data is seconds old.
      expect(Math.abs(all.to - Date.now())).toBeLessThan(2 * all.stepMs);
      expect(Math.abs((all.lines[0]?.sampleAt ?? 0) - Date.now())).toBeLessThan(5_000);
      const clock = messages.findLast((message) => message.type === 'clock')?.clock;
      expect(clock?.backendId).toBe('prom');
      expect(Math.abs((clock?.workstationOffMs ?? 0) - offMs)).toBeLessThan(1_000);
      await engine.close();
    }
  });

  it('looks at an incident by a runbook: what was never counted fails nothing, and what cannot be asked is said', async () => {
    const messages: FromEngine[] = [];
    const { engine } = openEngine(messages);
    const startedAt = Date.now() - 120_000;
    const incident = {
      id: '1',
      traffic: 'real',
      startedAt,
      raisedAt: startedAt,
      alarms: [],
      cost: null,
      answers: [],
      recovering: false,
    } as const;
    engine.handle({ type: 'incidents', incidents: [incident] }, undefined);
    const checks = () => messages.findLast((message) => message.type === 'checks')?.run.checks ?? [];
    const said = () => checks().map(({ id, state, said: sentence }) => `${id} ${state}: ${sentence?.en ?? ''}`);
    await expect
      .poll(said, { timeout: 20_000 })
      .toMatchObject([
        expect.stringMatching(/^half good: [\d.]+\/s, usually [\d.]+\/s; bad below 50% of usual\.$/),
        'failing good: 0%, usually 0%; bad above 5%.',
        'none unknown: Not found out. There are no samples of this time.',
        expect.stringMatching(/^typo unknown: Not found out\. .*unclosed left parenthesis/),
        'ready good: It answered 200, and "Ready" is in it.',
      ]);
    await engine.close();
  }, 30_000);

  it('reads the newest bucket as collected so far', async () => {
    const { engine, window } = openEngine();
    window.ask([panel('all')]);
    const half = await window.until('all', ({ lines }) => (lines[0]?.filling?.share ?? 0) > 0.3);
    const share = half.lines[0]?.filling?.share ?? 0;
    const index = ((half.lines[0]?.filling?.at ?? 0) - half.from) / half.stepMs;
    const before = half.columns[0]?.[index - 1] ?? 0;
    expect((half.columns[0]?.[index] ?? 0) / share / before).toBeGreaterThan(0.9);
    expect((half.columns[0]?.[index] ?? 0) / share / before).toBeLessThan(1.1);
    await engine.close();
  }, 15_000);

  it('says where a query is wrong and leaves the other lines alone', async () => {
    const { engine, window } = openEngine();
    window.ask([panel('all'), panel('wrong', {}, 'typo')]);
    const wrong = await window.until('wrong', ({ lines }) => lines[0]?.phase === 'failed');
    expect(wrong.lines[0]?.reason).toContain('cannot run a query of the workspace file');
    const all = await window.until('all', ({ columns }) => columns[0]?.some((value) => value > 0) === true);
    expect(all.lines[0]?.phase).toBe('live');
    await engine.close();
  });

  it('keeps the last values and draws nothing while Prometheus is away, then fills the gap with what Prometheus kept', async () => {
    const messages: FromEngine[] = [];
    const { engine, window } = openEngine(messages);
    window.ask([panel('all')]);
    await window.until('all', ({ columns }) => columns[0]?.slice(0, -2).every((value) => value > 0) === true);

    await server.stop();
    const stoppedMono = performance.now();
    const failed = await window.until('all', ({ lines }) => lines[0]?.phase === 'failed');
    expect(performance.now() - stoppedMono).toBeLessThan(3 * pollMs + 1_100);
    expect(failed.lines[0]?.reason).toMatch(/refuses connections|broke the connection/);
    const sampleAt = failed.lines[0]?.sampleAt ?? 0;
    const points = failed.columns[0]?.filter((value) => value > 0).length ?? 0;
    expect(points).toBeGreaterThanOrEqual(118);
    // The axis moves on by a bucket, the data does not.
    const later = await window.until('all', ({ to }) => to > failed.to);
    expect(later.lines[0]?.sampleAt).toBe(sampleAt);
    expect(later.columns[0]?.at(-1)).toBeNaN();

    await server.start();
    const startedMono = performance.now();
    await window.until('all', ({ lines }) => lines[0]?.phase === 'live');
    expect(performance.now() - startedMono).toBeLessThan(3 * pollMs + 1_100);
    const back = await window.until('all', ({ columns }) => columns[0]?.slice(0, -2).every((value) => value > 0) === true);
    expect(back.lines[0]?.sampleAt).toBeGreaterThan(sampleAt);
    const health = messages.flatMap((message) => (message.type === 'backends' ? message.backends : []));
    expect(health.map(({ phase }) => phase)).toContain('failing');
    expect(health.at(-1)?.phase).toBe('live');
    await engine.close();
  }, 40_000);

  it('shows the past from its own disk when Prometheus is down from the start', async () => {
    const at = Math.floor(Date.now() / 10_000) * 10_000 - 600_000;
    const first = openEngine();
    await first.keeping;
    first.window.ask([panel('past', {}, 'submitted', at)]);
    const live = await first.window.until('past', ({ columns }) => columns[0]?.every((value) => value > 0) === true);
    await first.engine.close();

    await server.stop();
    try {
      const second = openEngine();
      second.window.ask([panel('past', {}, 'submitted', at)]);
      const kept = await second.window.until('past', ({ columns }) => columns[0]?.every((value) => value > 0) === true);
      expect(kept.columns).toEqual(live.columns);
      expect(kept.lines[0]?.phase).toBe('failed');
      await second.engine.close();
    } finally {
      await server.start();
    }
  }, 40_000);

  it('reads the server clock to the millisecond, with the round trip as its error', async () => {
    const backend = openHere();
    const before = Date.now();
    const { clock, version } = await backend.check(never);
    expect(version).toMatch(/^2\.\d+\.\d+/);
    expect(clock.at).toBeGreaterThanOrEqual(before - 1);
    expect(clock.at).toBeLessThanOrEqual(Date.now() + 1);
    expect(clock.receivedMono).toBeGreaterThan(clock.sentMono);
  });

  it('answers many slices in one question with exactly the numbers that each slice has alone', async () => {
    let asked = 0;
    const gate = createServer((request, response) => {
      asked += 1;
      const onward = send(server.url + (request.url ?? ''), { method: 'POST', headers: request.headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      });
      request.pipe(onward);
    });
    await new Promise<void>((resolve) => gate.listen(0, '127.0.0.1', resolve));
    const { port } = gate.address() as AddressInfo;
    const backend = openHere(`http://127.0.0.1:${port}`);
    const to = Math.floor(Date.now() / 10_000) * 10_000;
    const request = { from: to - 600_000, to, stepMs: 10_000 };
    const ratio = `${submitted} / sum(rate(orders_total{$slice}[$window]))`;
    const series = [submitted, ratio, 'max(timestamp(orders_total{$slice}))'].flatMap((query) =>
      ['shanghai', 'say "cheese" \\ now', 'nowhere'].map((city) => ({ query, slice: { city } })),
    );
    const together = await backend.samples?.query({ series, ...request }, never);
    // The clock, and one question a metric.
    expect(asked).toBe(1 + 3);
    const alone = await Promise.all(series.map((one) => samplesOf().query({ series: [one], ...request }, never)));
    expect(together?.columns).toEqual(alone.map(({ columns }) => columns[0]));
    expect(together?.columns.map((column) => column.some((value) => value > 0))).toEqual([
      true,
      true,
      false,
      true,
      true,
      false,
      true,
      true,
      false,
    ]);
    backend.close();
    await new Promise((resolve) => gate.close(resolve));
  });

  it('cuts a metric into rows that read what each slice reads alone', async () => {
    const samples = samplesOf();
    // A whole number of the spans themselves, because that is where buckets lie.
    const to = Math.floor(Date.now() / 300_000) * 300_000;
    const spans = [
      { from: to - 300_000, to },
      { from: to - 900_000, to: to - 600_000 },
    ];
    const request = { query: submitted, slice: {}, by: ['city', 'idc'], spans, rowsMax: 10 };
    const { rows } = await samples.breakdown(request, never);
    expect(rows.map(({ key }) => key).sort()).toEqual([
      ['say "cheese" \\ now', ''],
      ['shanghai', ''],
    ]);
    for (const { key, values } of rows) {
      const series = [{ query: submitted, slice: { city: key[0] ?? '' } }];
      const alone = await Promise.all(spans.map((span) => samples.query({ series, ...span, stepMs: 300_000 }, never)));
      expect([...values]).toEqual(alone.map(({ columns }) => columns[0]?.[0]));
      expect(values.every((value) => value > 0)).toBe(true);
    }
    const tooMany = samples.breakdown({ ...request, rowsMax: 1 }, never);
    await expect(tooMany).rejects.toMatchObject({ code: 'too-big' });
    await expect(samples.breakdown({ ...request, query: 'topk(1, orders_total{$slice})' }, never)).rejects.toThrow('$group');
  });

  it('refuses more points than Prometheus gives, with what to do about it', async () => {
    const request = { series: [{ query: 'up', slice: {} }], from: 0, to: 12_000_000, stepMs: 1_000 };
    await expect(samplesOf().query(request, never)).rejects.toThrow('widen the step');
  });
});
