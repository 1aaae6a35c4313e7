import { z } from 'zod';
import { askJson } from './askJson';
import { BackendFailure, type Backend, type BackendCheck, type Topology } from './backend';
import type { BackendContext, BackendEntry, SettingsOf } from './backendEntry';
import { headClock, headClockErrorMs } from './headClock';
import { createHttpDoor } from './httpDoor';

const requestTimeoutMs = 10_000;
const topologyEveryMs = 120_000;
/** A graph older than this says nothing about today. */
const oldestMs = 48 * 3_600_000;
/** The age of a batch job's graph is told to about a sixteenth of itself. */
const halvings = 4;

const servicesSchema = z.object({ data: z.array(z.string()).nullable() });
const dependenciesSchema = z.object({
  data: z
    .array(z.object({ parent: z.string(), child: z.string(), callCount: z.number().nonnegative() }))
    .nullable()
    .transform((links) => links ?? []),
});
type Dependencies = z.output<typeof dependenciesSchema>['data'];

/** Who calls whom, by Jaeger's query service (`/api/dependencies`); it has neither latencies nor failures. */
export const jaeger: BackendEntry<'jaeger'> = {
  traits: () => ({ simulated: false, ownTime: false, durable: false, settleMs: 0, seriesMax: 64, bucketsMax: 10_000 }),
  open: (settings, context) => openJaeger(settings, context),
};

function openJaeger(settings: SettingsOf<'jaeger'>, context: BackendContext): Backend {
  // A base such as https://host/jaeger keeps its path.
  const base = settings.url.endsWith('/') ? settings.url : `${settings.url}/`;
  const where = new URL(base).origin;
  const door = createHttpDoor(settings, context);

  async function dependencies(lookbackMs: number, signal: AbortSignal): Promise<Dependencies> {
    // Its clock may be another than ours: what it has by now ends by its own.
    const url = new URL('api/dependencies', base);
    url.searchParams.set('endTs', String(Math.ceil(serverNow())));
    url.searchParams.set('lookback', String(Math.ceil(lookbackMs)));
    return (await askJson({ url, shape: dependenciesSchema, signal, door, timeoutMs: requestTimeoutMs })).data;
  }

  /** Of its clock, as far as it was seen. */
  let clock: { readonly at: number; readonly mono: number } | null = null;
  const serverNow = (): number => {
    if (clock === null) throw new BackendFailure('starting', `${where} has not told its time yet; it is asked again by itself.`);
    return clock.at + (context.monoNow() - clock.mono);
  };

  async function read(signal: AbortSignal): Promise<Topology> {
    let span = settings.lookback;
    let found = await dependencies(span, signal);
    if (found.length > 0) return topologyOf(found, span, Math.round(serverNow()), null);
    // Memory storage computes the graph from traces; others have a job write it, hours ago or never.
    let none = span;
    while (found.length === 0 && span < oldestMs) {
      none = span;
      span = Math.min(oldestMs, span * 2);
      found = await dependencies(span, signal);
    }
    if (found.length === 0)
      return topologyOf(
        [],
        span,
        Math.round(serverNow()),
        `${where} has no graph of the last 48 h; does its dependencies job run?`,
      );
    for (let i = 0; i < halvings; i += 1) {
      const middle = (none + span) / 2;
      const closer = await dependencies(middle, signal);
      if (closer.length === 0) none = middle;
      else [span, found] = [middle, closer];
    }
    const hours = Math.round((span / 3_600_000) * 10) / 10;
    return topologyOf(
      found,
      span,
      Math.round(serverNow() - span),
      `The newest graph of ${where} is about ${hours} h old: a job makes it from traces, and has not run since.`,
    );
  }

  return {
    samples: null,
    events: null,
    silences: null,
    topology: { everyMs: topologyEveryMs, read },
    close: () => door.close(),

    async check(signal): Promise<BackendCheck> {
      let at = Number.NaN;
      const sentMono = context.monoNow();
      await askJson({
        url: new URL('api/services', base),
        shape: servicesSchema,
        signal,
        door,
        timeoutMs: requestTimeoutMs,
        onHead: (head) => (at = headClock(head)),
      });
      const receivedMono = context.monoNow();
      if (Number.isNaN(at))
        throw new BackendFailure('bad-shape', `${where} does not tell its time; let the proxy before it pass the Date header.`);
      clock = { at, mono: receivedMono };
      return {
        clock: { at, errorMs: headClockErrorMs, rate: 1, sentMono, receivedMono },
        identity: `jaeger ${base}`,
        version: null,
        notes: [],
      };
    },
  };
}

function topologyOf(links: Dependencies, spanMs: number, at: number, reason: string | null): Topology {
  return {
    at,
    nodes: [...new Set(links.flatMap(({ parent, child }) => [parent, child]))].map((name) => ({
      name,
      kind: null,
      title: null,
      idcs: [],
    })),
    edges: links.map(({ parent, child, callCount }) => ({
      from: parent,
      to: child,
      callsPerSecond: callCount / (spanMs / 1_000),
    })),
    reason,
  };
}
