import { z } from 'zod';
import { askJson, badShape } from './askJson';
import { BackendFailure, type Backend, type Topology } from './backend';
import type { BackendContext, BackendEntry, SettingsOf } from './backendEntry';
import { createHttpDoor } from './httpDoor';
import { readServerZone, skywalkingMinute, skywalkingNode, type SkywalkingNode } from './skywalkingWords';

const requestTimeoutMs = 10_000;
const topologyEveryMs = 60_000;
/** What happened in a minute has landed a minute or two later. */
const settleMs = 120_000;

const refusalSchema = z.object({ errors: z.array(z.object({ message: z.string() })).min(1) });
const timeInfoSchema = z.object({
  getTimeInfo: z.object({ timezone: z.string().nullable(), currentTimestamp: z.coerce.number() }),
});
const topologySchema = z.object({
  getGlobalTopology: z.object({
    nodes: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        type: z.string().nullish(),
        isReal: z.boolean(),
        layers: z.array(z.string()).nullish(),
      }),
    ),
    calls: z.array(z.object({ source: z.string(), target: z.string() })),
  }),
});

const timeQuery = 'query { getTimeInfo { timezone currentTimestamp } }';
/** Servers before 9.x have no layers: the argument is only sent where the workspace names one. */
const topologyQuery = (layer: boolean): string =>
  `query ($duration: Duration!${layer ? ', $layer: String' : ''}) { getGlobalTopology(duration: $duration${
    layer ? ', layer: $layer' : ''
  }) { nodes { id name type isReal layers } calls { source target } } }`;

/** Who calls whom, by a SkyWalking OAP's GraphQL (query-protocol topology.graphqls); its metrics are not read. */
export const skywalking: BackendEntry<'skywalking'> = {
  traits: () => ({ simulated: false, ownTime: false, durable: false, settleMs, seriesMax: 64, bucketsMax: 10_000 }),
  open: (settings, context) => openSkywalking(settings, context),
};

function openSkywalking(settings: SettingsOf<'skywalking'>, context: BackendContext): Backend {
  const base = settings.url.endsWith('/') ? settings.url : `${settings.url}/`;
  const where = new URL(base).origin;
  const door = createHttpDoor(settings, context);
  const url = new URL('graphql', base);

  async function ask<Shape extends z.ZodType>(
    shape: Shape,
    query: string,
    variables: object,
    signal: AbortSignal,
  ): Promise<z.output<Shape>> {
    const answer = await askJson({
      url,
      // GraphQL fails inside a 200, and may do so beside half an answer: what it says of failures comes first.
      shape: z.union([refusalSchema, z.object({ data: z.unknown() })]),
      signal,
      door,
      timeoutMs: requestTimeoutMs,
      body: { json: { query, variables } },
    });
    if ('errors' in answer)
      throw new BackendFailure('bad-query', `${where} refused the question: ${answer.errors[0]?.message.slice(0, 300) ?? ''}`);
    const data = shape.safeParse(answer.data);
    if (data.success) return data.data;
    const issue = data.error.issues[0];
    throw badShape(where, `data.${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
  }

  async function read(signal: AbortSignal): Promise<Topology> {
    // Durations are in the server's own time zone, so it is asked for it each time: a zone changes with summer.
    const { getTimeInfo: time } = await ask(timeInfoSchema, timeQuery, {}, signal);
    const offsetMs = readServerZone(time.timezone);
    if (offsetMs === null)
      throw new BackendFailure(
        'bad-shape',
        `${where} does not tell its time zone (${time.timezone ?? 'none'}); a graph cannot be asked for.`,
      );
    const to = Math.floor((time.currentTimestamp - settleMs) / 60_000) * 60_000;
    const duration = {
      start: skywalkingMinute(to - settings.lookback, offsetMs),
      end: skywalkingMinute(to, offsetMs),
      step: 'MINUTE',
    };
    const { layer } = settings;
    const { getGlobalTopology: graph } = await ask(
      topologySchema,
      topologyQuery(layer !== undefined),
      layer === undefined ? { duration } : { duration, layer },
      signal,
    );
    return topologyOf(graph.nodes.map(skywalkingNode), graph.calls, to);
  }

  return {
    samples: null,
    events: null,
    silences: null,
    topology: { everyMs: topologyEveryMs, read },
    close: () => door.close(),

    async check(signal) {
      const sentMono = context.monoNow();
      const { getTimeInfo } = await ask(timeInfoSchema, timeQuery, {}, signal);
      const receivedMono = context.monoNow();
      return {
        clock: { at: getTimeInfo.currentTimestamp, errorMs: 1, rate: 1, sentMono, receivedMono },
        identity: `skywalking ${base}`,
        version: null,
        notes: [],
      };
    },
  };
}

/** Calls name nodes by id; one whose end is not told is left out. */
function topologyOf(
  nodes: readonly SkywalkingNode[],
  calls: readonly { readonly source: string; readonly target: string }[],
  at: number,
): Topology {
  const byId = new Map(nodes.map((node) => [node.id, node.name]));
  return {
    at,
    nodes: nodes.map(({ name, kind }) => ({ name, kind, title: null, idcs: [] })),
    edges: calls.flatMap(({ source, target }) => {
      const [from, to] = [byId.get(source), byId.get(target)];
      return from === undefined || to === undefined ? [] : [{ from, to, callsPerSecond: null }];
    }),
    reason: null,
  };
}
