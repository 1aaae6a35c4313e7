import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { placesOf, type GraphFrame } from '../../../contract/coreLink';
import { openGraphRoom } from '../testing/graphRoom';
import { startRealCity } from '../testing/realCity';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let city: Awaited<ReturnType<typeof startRealCity>>;

beforeAll(async () => {
  city = await startRealCity(['--epoch', 'real', '--seed', '3', '--detail', 'totals']);
});
afterAll(() => city.close());

const isLive = ({ status }: GraphFrame): boolean => status.phase === 'live';
const known = (column: Float64Array): number => column.filter((value) => !Number.isNaN(value)).length;

describe('the core link of Demo City', () => {
  it('has every node and call the city tells, measured now, by IDC, by instance, and six hours ago by the same path', async () => {
    const room = await openGraphRoom('city', { cityUrl: city.url, prometheusUrl: city.url });
    // Metrics know names only; what people call a node comes with the city's own topology, sooner or later than those.
    const isTold = (): boolean =>
      room.link()?.nodes.some(({ origin, name }) => origin === 'discovered' && name.zh !== name.en) ?? false;
    const now = await room.graph(
      'domain',
      null,
      (frame) => isLive(frame) && isTold() && frame.instances.length > 0 && frame.revision === room.link()?.revision,
    );
    const link = room.link();
    if (link === null) throw new Error('the workspace names a core link');
    const { revision: _revision, sources, ...structure } = link;
    await expect(`${JSON.stringify(structure, null, 2)}\n`).toMatchFileSnapshot('golden/demoCity.json');
    expect(sources).toMatchObject([{ backendId: 'city', reason: null }]);
    expect([known(now.nodes.requests), known(now.edges.callerMsP99)]).toEqual([link.nodes.length, link.edges.length]);
    expect(now.to - now.from).toBe(60_000);
    expect(new Set(now.instances.map(({ idc }) => idc))).toEqual(new Set(['east', 'north', 'south']));

    const byIdc = await room.graph('idc', null, isLive);
    const places = placesOf(link, 'idc');
    const gateway = places.nodes.flatMap(({ node }, i) => (node.id === 'pay-gateway' ? [byIdc.nodes.requests[i] ?? 0] : []));
    const whole = now.nodes.requests[placesOf(link, 'domain').nodes.findIndex(({ id }) => id === 'pay-gateway')] ?? 0;
    expect(gateway).toHaveLength(3);
    expect(gateway.reduce((sum, each) => sum + each, 0) / whole).toBeCloseTo(1, 1);

    const past = await room.graph('domain', now.to - 6 * 3_600_000 + 4_321, (frame) => isLive(frame) && frame.to < now.to);
    expect(past.to).toBe(now.to - 6 * 3_600_000);
    expect(known(past.nodes.requests)).toBe(link.nodes.length);
    await room.engine.close();
  });
});
