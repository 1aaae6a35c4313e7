import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { placesOf, type CoreLink, type GraphFrame } from '../../../contract/coreLink';
import { openGraphRoom } from '../testing/graphRoom';
import { startRealCity } from '../testing/realCity';
import { startRealPrometheus, type RealPrometheus } from '../testing/realPrometheus';

// A minute of scrapes has to pass before a minute can be judged.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 });

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

const isLive = ({ status }: GraphFrame): boolean => status.phase === 'live';
/** `failures` and scores change by themselves; these are rates and times that a minute does not double. */
function compared(link: CoreLink, { nodes, edges }: GraphFrame): Map<string, number> {
  const places = placesOf(link, 'domain');
  return new Map([
    ...places.nodes.map(({ id }, i): [string, number] => [`${id} requests`, nodes.requests[i] ?? Number.NaN]),
    ...places.edges.map(({ id }, i): [string, number] => [`${id} requests`, edges.requests[i] ?? Number.NaN]),
    ...places.edges.map(({ id }, i): [string, number] => [`${id} arrived`, edges.arrived[i] ?? Number.NaN]),
  ]);
}

it('the core link reads the same from a Prometheus that scrapes the city, with one line of the workspace changed', async () => {
  const urls = { cityUrl: city.url, prometheusUrl: server.url };
  const [fromCity, fromPrometheus] = [await openGraphRoom('city', urls), await openGraphRoom('prometheus', urls)];
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

const emptyLink: CoreLink = { revision: 0, domains: [], idcs: [], path: [], nodes: [], edges: [], sources: [], leftOut: 0 };
