import { startFakeServer, type FakeServer } from './fakeServer';

/** One document of links, as a job writes it: found by any look-back that reaches it, whatever the traces' own times were. */
export interface JaegerGraph {
  readonly writtenAt: number;
  readonly links: readonly { readonly parent: string; readonly child: string; readonly callCount: number }[];
}

export interface FakeJaeger extends FakeServer {
  now: number;
  graphs: readonly JaegerGraph[];
  /** Look-backs that were asked for, ms. */
  readonly lookbacks: number[];
}

/**
 * Jaeger's query service as `cmd/query/app/http_handler.go` has it: `endTs` is required, `lookback` counts in ms, links of
 * several documents are added up, and a storage without any answers `data: null`.
 */
export async function startFakeJaeger(now: number): Promise<FakeJaeger> {
  const server = await startFakeServer(
    (url) => {
      if (url.pathname === '/api/services') return { status: 200, json: { data: namesOf(fake.graphs), total: 0, errors: null } };
      if (url.pathname !== '/api/dependencies') return { status: 404, json: { errors: [{ code: 404, msg: 'page not found' }] } };
      const endTs = url.searchParams.get('endTs') ?? '';
      if (!/^\d+$/.test(endTs))
        return { status: 400, json: { data: null, errors: [{ code: 400, msg: `unable to parse param 'endTs': "${endTs}"` }] } };
      const lookback = Number(url.searchParams.get('lookback') ?? 86_400_000);
      fake.lookbacks.push(lookback);
      const found = fake.graphs.filter(({ writtenAt }) => writtenAt <= Number(endTs) && writtenAt >= Number(endTs) - lookback);
      return {
        status: 200,
        json: { data: found.length === 0 ? null : addUp(found), total: 0, limit: 0, offset: 0, errors: null },
      };
    },
    () => fake.now,
  );
  const fake: FakeJaeger = { ...server, now, graphs: [], lookbacks: [] };
  return fake;
}

function namesOf(graphs: readonly JaegerGraph[]): string[] {
  return [...new Set(graphs.flatMap(({ links }) => links.flatMap(({ parent, child }) => [parent, child])))];
}

function addUp(graphs: readonly JaegerGraph[]): JaegerGraph['links'] {
  const sums = new Map<string, JaegerGraph['links'][number]>();
  for (const { links } of graphs)
    for (const link of links) {
      const key = `${link.parent} ${link.child}`;
      sums.set(key, { ...link, callCount: (sums.get(key)?.callCount ?? 0) + link.callCount });
    }
  return [...sums.values()];
}
