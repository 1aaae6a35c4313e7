import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { parse } from 'yaml';
import { placesOf, type CoreLink, type GraphFrame, type Grouping } from '../../../contract/coreLink';
import { workspaceSchema } from '../../../contract/workspace';
import { createEngine, type Engine } from '../engine';
import { startRealCity } from '../testing/realCity';
import { startRealPrometheus, type RealPrometheus } from '../testing/realPrometheus';
import { WindowStandIn } from '../testing/windowStandIn';
import { systemTimers } from '../timers';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let city: Awaited<ReturnType<typeof startRealCity>>;
let server: RealPrometheus;
/** From here on every second was scraped. */
let scrapedFrom = 0;

beforeAll(async () => {
  city = await startRealCity(['--epoch', 'real', '--seed', '3', '--detail', 'totals']);
  server = await startRealPrometheus({ scrape: [new URL(city.url).host] });
  scrapedFrom = Date.now() + 3_000;
});
afterAll(async () => {
  await server.close();
  city.close();
});

interface Room {
  readonly engine: Engine;
  readonly link: () => CoreLink | null;
  graph(by: Grouping, at: number | null, holds: (frame: GraphFrame) => boolean): Promise<GraphFrame>;
}

/** The built-in workspace as it is, its source one line of it. */
async function openRoom(source: 'city' | 'prometheus'): Promise<Room> {
  const text = await readFile(resolve(import.meta.dirname, '../../../assets/workspaces/demo-city.yaml'), 'utf8');
  const workspace = workspaceSchema.parse(
    parse(text.replace(/^source: .*$/m, `source: ${source}`).replace('http://127.0.0.1:9090', server.url)),
  );
  let link: CoreLink | null = null;
  const engine = createEngine({
    post: (message) => {
      if (message.type === 'coreLink') link = message.coreLink;
    },
    timers: systemTimers,
    random: Math.random,
    openHistory: async () => null,
  });
  engine.handle(
    { type: 'workspace', revision: 1, workspace, demoCityUrl: city.url, dataFolder: '', secrets: {}, folder: null },
    undefined,
  );
  const window = new WindowStandIn();
  engine.handle({ type: 'connectWindow', windowId: 'w' }, window.port);
  return {
    engine,
    link: () => link,
    graph: (by, at, holds) => {
      window.send({ type: 'panels', panels: [], graphs: [{ graphId: 'g', by, at, instancesOf: ['pay-gateway'] }] });
      return window.untilGraph('g', (frame) => frame.by === by && holds(frame));
    },
  };
}

const isLive = ({ status }: GraphFrame): boolean => status.phase === 'live';
const known = (column: Float64Array): number => column.filter((value) => !Number.isNaN(value)).length;
/** `failures` and scores change by themselves; these are rates and times that a minute does not double. */
function compared(link: CoreLink, { nodes, edges }: GraphFrame): Map<string, number> {
  const places = placesOf(link, 'domain');
  return new Map([
    ...places.nodes.map(({ id }, i): [string, number] => [`${id} requests`, nodes.requests[i] ?? Number.NaN]),
    ...places.edges.map(({ id }, i): [string, number] => [`${id} requests`, edges.requests[i] ?? Number.NaN]),
    ...places.edges.map(({ id }, i): [string, number] => [`${id} arrived`, edges.arrived[i] ?? Number.NaN]),
  ]);
}

describe('the core link of Demo City', () => {
  it('has every node and call the city tells, measured now, by IDC, by instance, and six hours ago by the same path', async () => {
    const room = await openRoom('city');
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

  it('reads the same from a Prometheus that scrapes the city, with one line of the workspace changed', async () => {
    const [fromCity, fromPrometheus] = [await openRoom('city'), await openRoom('prometheus')];
    const link = (): CoreLink => fromPrometheus.link() ?? { ...emptyLink };
    const measured = await fromPrometheus.graph(
      'domain',
      null,
      (frame) => isLive(frame) && frame.from >= scrapedFrom && frame.nodes.requests.length === link().nodes.length,
    );
    const truth = await fromCity.graph('domain', null, (frame) => isLive(frame) && frame.revision > 1);
    const cityLink = fromCity.link() ?? emptyLink;
    const [theirs, ours] = [compared(cityLink, truth), compared(link(), measured)];
    const far = [...ours].filter(([id, value]) => {
      const real = theirs.get(id) ?? Number.NaN;
      // Below some ten a second chance alone is more than that.
      return real > 50 && !(Math.abs(value / real - 1) < 0.25);
    });
    expect(far).toEqual([]);
    expect(link().idcs.map(({ id }) => id)).toEqual(['east', 'north', 'south']);
    await Promise.all([fromCity.engine.close(), fromPrometheus.engine.close()]);
  });
});

const emptyLink: CoreLink = { revision: 0, domains: [], idcs: [], path: [], nodes: [], edges: [], sources: [], leftOut: 0 };
