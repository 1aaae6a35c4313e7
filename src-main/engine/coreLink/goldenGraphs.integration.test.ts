import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { CoreLink } from '../../../contract/coreLink';
import type { FromEngine } from '../../../contract/engineProtocol';
import { workspaceSchema } from '../../../contract/workspace';
import { createEngine } from '../engine';
import { startFakeJaeger } from '../testing/fakeJaeger';
import { startFakeSkywalking } from '../testing/fakeSkywalking';
import { startRealPrometheus, type RealPrometheus } from '../testing/realPrometheus';
import { systemTimers } from '../timers';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const name = { zh: '店', en: 'shop' };
/** Who calls whom, a second. `audit → archive` is of the mesh, not beside the link. */
const calls = [
  ['gateway', 'order/api v2', 50],
  ['order/api v2', 'mysql-order', 80],
  ['order/api v2', 'pay', 20],
  ['pay', 'risk', 20],
  ['user', 'gateway', 50],
  ['batch', 'mysql-order', 2],
  ['audit', 'archive', 900],
] as const;
let server: RealPrometheus;
const closes: (() => Promise<void>)[] = [];

beforeAll(async () => {
  server = await startRealPrometheus({ backfill: counters(Math.floor(Date.now() / 1_000)) });
});
afterAll(() => server.close());
afterEach(async () => {
  for (const close of closes.splice(0)) await close();
});

/** The same calls as the servicegraph connector, Istio and a shop of its own words count them; three minutes back, three ahead. */
function counters(nowSeconds: number): string {
  const families = [
    ['traces_service_graph_request', (from: string, to: string) => `client="${from}",server="${to}"`],
    ['istio_requests', (from: string, to: string) => `source_workload="${from}",destination_workload="${to}",reporter="source"`],
    ['rpc_calls', (from: string, to: string) => `caller="${from}",target="${to}",room="${to === 'risk' ? 'north' : 'east'}"`],
  ] as const;
  return [
    ...families.flatMap(([family, labels]) => [
      `# TYPE ${family} counter`,
      ...calls.flatMap(([from, to, rate]) =>
        Array.from({ length: 180 }, (_, i) => {
          const second = i * 2 - 180;
          return `${family}_total{${labels(from, to)}} ${rate * (second + 180)} ${nowSeconds + second}`;
        }),
      ),
    ]),
    '# EOF\n',
  ].join('\n');
}

function shop(backend: object, metrics: Record<string, { of: string; query: string }>, link: object) {
  const names = Object.keys(metrics);
  return workspaceSchema.parse({
    version: 1,
    name,
    timeZone: 'Asia/Shanghai',
    backends: { prom: { kind: 'prometheus', url: server.url, poll: '500ms', settle: '0s' }, ...backend },
    source: 'prom',
    dimensions: { room: { name, values: { north: { zh: '北', en: 'North' }, east: { zh: '东', en: 'East' } } } },
    metrics: {
      up: { name, watch: false, query: { prometheus: 'vector(1)' } },
      ...Object.fromEntries(
        names.map((id) => [id, { name, watch: false, of: metrics[id]?.of, query: { prometheus: metrics[id]?.query } }]),
      ),
    },
    funnel: [{ metric: 'up' }],
    coreLink: {
      domains: { trade: { name } },
      path: ['gateway', 'order-api-v2', 'pay'],
      nodes: {
        gateway: { name: { zh: '网关', en: 'Gateway' }, domain: 'trade', kind: 'service' },
        'order-api-v2': { name: { zh: '订单', en: 'Orders' }, domain: 'trade', kind: 'service' },
        pay: { name: { zh: '支付', en: 'Pay' }, domain: 'trade', kind: 'service' },
      },
      edges: [
        { from: 'gateway', to: 'order-api-v2' },
        { from: 'order-api-v2', to: 'pay' },
      ],
      ...link,
    },
  });
}

/** The graph once every source has spoken. */
async function graphOf(workspace: ReturnType<typeof shop>, sources: number): Promise<string> {
  const told: CoreLink[] = [];
  const engine = createEngine({
    post: (message: FromEngine) => {
      if (message.type === 'coreLink' && message.coreLink !== null) told.push(message.coreLink);
    },
    timers: systemTimers,
    random: Math.random,
    openHistory: async () => null,
  });
  closes.push(() => engine.close());
  engine.handle(
    { type: 'workspace', revision: 1, workspace, demoCityUrl: null, dataFolder: '', secrets: {}, folder: null },
    undefined,
  );
  await expect.poll(() => told.at(-1)?.sources.length, { timeout: 30_000 }).toBe(sources);
  // What was declared is told at once, before any backend has answered.
  expect(told[0]?.nodes.map(({ id }) => id)).toEqual(['gateway', 'order-api-v2', 'pay']);
  const { revision: _revision, sources: _sources, ...structure } = told.at(-1) ?? { revision: 0, sources: [] };
  return `${JSON.stringify(structure, null, 2)}\n`;
}

describe('whole graphs', () => {
  it('of the service graph that traces make in a Prometheus', async () => {
    const workspace = shop(
      {},
      { calls: { of: 'link', query: 'sum(rate(traces_service_graph_request_total{client!=""$slice}[$window]))' } },
      { measures: { caller: { requests: 'calls' } } },
    );
    await expect(await graphOf(workspace, 1)).toMatchFileSnapshot('golden/serviceGraph.json');
  });

  it('of an Istio', async () => {
    const workspace = shop(
      {},
      {
        calls: { of: 'link', query: 'sum(rate(istio_requests_total{reporter="source"$slice}[$window]))' },
        nodes: { of: 'node', query: 'sum(rate(istio_requests_total{reporter="source"$slice}[$window]))' },
      },
      {
        labels: { node: 'destination_workload', from: 'source_workload', to: 'destination_workload' },
        measures: { caller: { requests: 'calls' }, node: { requests: 'nodes' } },
      },
    );
    await expect(await graphOf(workspace, 1)).toMatchFileSnapshot('golden/istio.json');
  });

  it('of a query and labels of the user’s own, with IDCs', async () => {
    const workspace = shop(
      {},
      {
        calls: { of: 'link', query: 'sum$group(rate(rpc_calls_total{caller!=""$slice}[$window]))' },
        nodes: { of: 'node', query: 'sum(rate(rpc_calls_total{target!=""$slice}[$window]))' },
      },
      {
        labels: { node: 'target', from: 'caller', to: 'target', idc: 'room' },
        measures: { callee: { requests: 'calls' }, node: { requests: 'nodes' } },
      },
    );
    await expect(await graphOf(workspace, 1)).toMatchFileSnapshot('golden/ownQuery.json');
  });

  it('of a Jaeger, whose graph a job wrote two hours ago', async () => {
    const jaeger = await startFakeJaeger(Date.now());
    closes.push(() => jaeger.close());
    const links = calls.map(([parent, child, callCount]) => ({ parent, child, callCount }));
    jaeger.graphs = [{ writtenAt: jaeger.now - 2 * 3_600_000, links }];
    const workspace = shop({ traces: { kind: 'jaeger', url: jaeger.url } }, {}, {});
    await expect(await graphOf(workspace, 1)).toMatchFileSnapshot('golden/jaeger.json');
  });

  it('of a SkyWalking, which knows middleware and outsiders when it sees them', async () => {
    const skywalking = await startFakeSkywalking(Date.now());
    closes.push(() => skywalking.close());
    const named = (each: string): string =>
      each === 'mysql-order' ? 'mysql-order:3306' : each === 'risk' ? 'risk.example:443' : `agent::${each}`;
    skywalking.nodes = [...new Set(calls.flatMap(([from, to]) => [from, to]))].map((each) => ({
      name: named(each),
      type: each === 'mysql-order' ? 'Mysql' : 'HttpClient',
      isReal: each !== 'mysql-order' && each !== 'risk',
      layers: [each === 'mysql-order' ? 'VIRTUAL_DATABASE' : 'GENERAL'],
    }));
    skywalking.calls = calls.map(([from, to]) => ({ from: named(from), to: named(to), at: skywalking.now - 300_000 }));
    const workspace = shop({ oap: { kind: 'skywalking', url: skywalking.url } }, {}, {});
    await expect(await graphOf(workspace, 1)).toMatchFileSnapshot('golden/skywalking.json');
  });
});
