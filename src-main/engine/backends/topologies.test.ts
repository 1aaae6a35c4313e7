import { afterEach, expect, it } from 'vitest';
import { startFakeJaeger, type FakeJaeger } from '../testing/fakeJaeger';
import { startFakeSkywalking, type FakeSkywalking } from '../testing/fakeSkywalking';
import { BackendFailure, type Topology } from './backend';
import { openBackend } from './registry';

const noon = Date.parse('2026-11-22T12:00:00+08:00');
const hourMs = 3_600_000;
const never = new AbortController().signal;
const closes: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closes.splice(0)) await close();
});

function contextAt(now: () => number) {
  return { demoCityUrl: null, backendId: 'b', secrets: {}, folder: null, monoNow: now };
}

async function jaegerTopology(change: (fake: FakeJaeger) => void): Promise<{ topology: Topology; fake: FakeJaeger }> {
  const fake = await startFakeJaeger(noon);
  closes.push(() => fake.close());
  change(fake);
  const backend = openBackend(
    'jaeger',
    { kind: 'jaeger', url: fake.url, poll: 1_000, lookback: hourMs },
    contextAt(() => 0),
  );
  await backend.check(never);
  const topology = await backend.topology?.read(never);
  backend.close();
  if (topology === undefined) throw new Error('Jaeger tells who calls whom');
  return { topology, fake };
}

async function skywalkingTopology(change: (fake: FakeSkywalking) => void, layer?: string): Promise<Topology> {
  const fake = await startFakeSkywalking(noon);
  closes.push(() => fake.close());
  change(fake);
  const settings = {
    kind: 'skywalking',
    url: fake.url,
    poll: 1_000,
    lookback: hourMs / 2,
    ...(layer === undefined ? {} : { layer }),
  } as const;
  const backend = openBackend(
    'skywalking',
    settings,
    contextAt(() => performance.now()),
  );
  const { clock } = await backend.check(never);
  expect(clock.at).toBe(noon);
  try {
    const topology = await backend.topology?.read(never);
    if (topology === undefined) throw new Error('SkyWalking tells who calls whom');
    return topology;
  } finally {
    backend.close();
  }
}

const link = { parent: 'gateway', child: 'order', callCount: 3_600 };

it('a Jaeger that computes its graph live is of now, its calls a rate', async () => {
  const { topology, fake } = await jaegerTopology((jaeger) => (jaeger.graphs = [{ writtenAt: noon - 60_000, links: [link] }]));
  expect(topology).toMatchObject({ reason: null, edges: [{ from: 'gateway', to: 'order', callsPerSecond: 1 }] });
  expect(Math.abs((topology.at ?? 0) - noon)).toBeLessThanOrEqual(1_000);
  expect(fake.lookbacks).toEqual([hourMs]);
});

it('a graph that a job wrote hours ago is shown with its age', async () => {
  const { topology } = await jaegerTopology((jaeger) => (jaeger.graphs = [{ writtenAt: noon - 9 * hourMs, links: [link] }]));
  expect(topology.edges).toHaveLength(1);
  expect(topology.at).toBeLessThanOrEqual(noon - 9 * hourMs + 1_000);
  expect(topology.at).toBeGreaterThan(noon - 10 * hourMs);
  expect(topology.reason).toMatch(/about 9(\.\d)? h old/);
});

it('a Jaeger without any graph says what to look at', async () => {
  const { topology } = await jaegerTopology(() => undefined);
  expect(topology).toMatchObject({ nodes: [], edges: [] });
  expect(topology.reason).toContain('does its dependencies job run?');
});

const shop = (fake: FakeSkywalking): void => {
  fake.nodes = [
    { name: 'User', type: 'USER', isReal: false, layers: [] },
    { name: 'agent::order', type: 'SpringMVC', isReal: true, layers: ['GENERAL'] },
    { name: 'mysql.pay:3306', type: 'Mysql', isReal: false, layers: ['VIRTUAL_DATABASE'] },
    { name: 'api.bank.example:443', type: 'HttpClient', isReal: false, layers: [] },
  ];
  fake.calls = [
    { from: 'User', to: 'agent::order', at: noon - 5 * 60_000 },
    { from: 'agent::order', to: 'mysql.pay:3306', at: noon - 5 * 60_000 },
    { from: 'agent::order', to: 'api.bank.example:443', at: noon - 5 * 60_000 },
  ];
};

it('a SkyWalking in another time zone is asked in its own, and what is not real is middleware or somebody outside', async () => {
  for (const zoneOffsetMs of [8 * hourMs, -(5 * hourMs + hourMs / 2), 0]) {
    const topology = await skywalkingTopology((fake) => {
      shop(fake);
      fake.zoneOffsetMs = zoneOffsetMs;
    });
    expect(topology.nodes.map(({ name, kind }) => `${name} ${kind ?? ''}`)).toEqual([
      'User external',
      'order service',
      'mysql.pay:3306 middleware',
      'api.bank.example:443 external',
    ]);
    expect(topology.edges.map(({ from, to }) => `${from} → ${to}`)).toContain('order → mysql.pay:3306');
    // The newest minutes have not landed yet: it is a graph of two minutes ago.
    expect(topology.at).toBe(noon - 120_000);
  }
});

it('a refusal inside a 200 is a failure with the server’s own words', async () => {
  const asked = skywalkingTopology((fake) => {
    shop(fake);
    fake.knowsLayers = false;
  }, 'GENERAL');
  await expect(asked).rejects.toThrow(BackendFailure);
  await expect(asked).rejects.toThrow(/refused the question: .*Unknown field argument 'layer'/);
});

it('calls to a node of another layer are left out', async () => {
  const topology = await skywalkingTopology(shop, 'GENERAL');
  expect(topology).toMatchObject({ nodes: [{ name: 'order' }], edges: [] });
});
