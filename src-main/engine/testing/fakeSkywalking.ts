import { z } from 'zod';
import { startFakeServer, type FakeServer } from './fakeServer';

export interface FakeSkywalking extends FakeServer {
  now: number;
  /** The server's own zone: what durations are written in. */
  zoneOffsetMs: number;
  /** Before 9.x: topologies know no layers. */
  knowsLayers: boolean;
  nodes: readonly {
    readonly name: string;
    readonly type: string;
    readonly isReal: boolean;
    readonly layers: readonly string[];
  }[];
  /** Names of nodes, and the newest minute in which there was such a call, epoch ms. */
  calls: readonly { readonly from: string; readonly to: string; readonly at: number }[];
}

/** How long a minute's data is on its way into the storage. */
const landsAfterMs = 90_000;

const questionSchema = z.object({
  query: z.string(),
  variables: z.object({
    duration: z.object({ start: z.string(), end: z.string(), step: z.string() }).optional(),
    layer: z.string().optional(),
  }),
});

/**
 * SkyWalking's GraphQL as query-protocol's topology.graphqls and common.graphqls have it: times in the server's zone, minutes
 * that land late, refusals inside a 200, and ids that are the name in base64 with a mark whether the node is real.
 */
export async function startFakeSkywalking(now: number): Promise<FakeSkywalking> {
  const server = await startFakeServer(
    (url, body) => {
      if (url.pathname !== '/graphql') return { status: 404, json: {} };
      const { query, variables } = questionSchema.parse(JSON.parse(body));
      return { status: 200, json: answer(fake, query, variables) };
    },
    () => fake.now,
  );
  const fake: FakeSkywalking = { ...server, now, zoneOffsetMs: 8 * 3_600_000, knowsLayers: true, nodes: [], calls: [] };
  return fake;
}

function answer(fake: FakeSkywalking, query: string, { duration, layer }: z.infer<typeof questionSchema>['variables']): unknown {
  if (query.includes('getTimeInfo'))
    return { data: { getTimeInfo: { timezone: zoneText(fake.zoneOffsetMs), currentTimestamp: fake.now } } };
  if (!fake.knowsLayers && layer !== undefined)
    return refusal("Validation error (UnknownArgument@[getGlobalTopology]) : Unknown field argument 'layer'");
  if (duration?.step !== 'MINUTE') return refusal('Only MINUTE here');
  const [from, to] = [readMinute(duration.start, fake.zoneOffsetMs), readMinute(duration.end, fake.zoneOffsetMs)];
  if (from === null || to === null)
    return refusal(`Exception while fetching data (/getGlobalTopology) : Invalid format: "${duration.start}"`);
  const calls = fake.calls.filter(({ at }) => at >= from && at <= to && at + landsAfterMs <= fake.now);
  const ends = new Set(calls.flatMap((call) => [call.from, call.to]));
  const nodes = fake.nodes.filter(({ name, layers }) => ends.has(name) && (layer === undefined || layers.includes(layer)));
  const ids = new Map(nodes.map((node) => [node.name, `${Buffer.from(node.name).toString('base64')}.${node.isReal ? 1 : 0}`]));
  return {
    data: {
      getGlobalTopology: {
        nodes: nodes.map((node) => ({ id: ids.get(node.name), ...node })),
        calls: calls.map((call) => ({ source: ids.get(call.from) ?? 'gone', target: ids.get(call.to) ?? 'gone' })),
      },
    },
  };
}

function refusal(message: string): unknown {
  return {
    data: { getGlobalTopology: null },
    errors: [{ message, locations: [], extensions: { classification: 'ValidationError' } }],
  };
}

function readMinute(text: string, zoneOffsetMs: number): number | null {
  const parts = /^(\d{4}-\d{2}-\d{2}) (\d{2})(\d{2})$/.exec(text);
  return parts === null ? null : Date.parse(`${parts[1] ?? ''}T${parts[2] ?? ''}:${parts[3] ?? ''}Z`) - zoneOffsetMs;
}

function zoneText(offsetMs: number): string {
  const minutes = Math.abs(offsetMs) / 60_000;
  return `${offsetMs < 0 ? '-' : '+'}${String(Math.floor(minutes / 60)).padStart(2, '0')}${String(minutes % 60).padStart(2, '0')}`;
}
