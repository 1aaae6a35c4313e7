import type { FromEngine } from '../../../contract/engineProtocol';
import type { PanelQuery } from '../../../contract/frames';
import type { BackendHealth } from '../../../contract/state';
import { workspaceSchema } from '../../../contract/workspace';
import { createEngine } from '../../../src-main/engine/engine';
import { startCityStandIn } from '../../../src-main/engine/testing/cityStandIn';
import { startFaultyProxy, type FaultyProxy } from '../../../src-main/engine/testing/faultyProxy';
import { startRealAlertmanager } from '../../../src-main/engine/testing/realAlertmanager';
import { startRealPrometheus } from '../../../src-main/engine/testing/realPrometheus';
import { startRealVictoriaMetrics } from '../../../src-main/engine/testing/realVictoriaMetrics';
import { WindowStandIn } from '../../../src-main/engine/testing/windowStandIn';
import { systemTimers } from '../../../src-main/engine/timers';
import { startPushGateway, type PushGateway } from '../gateway/pushGateway';

export const kinds = ['prometheus', 'victoriaMetrics', 'alertmanager', 'pushFeed', 'demoCity'] as const;
export type Kind = (typeof kinds)[number];
/** Of each kind the engine reads two: one that the test breaks, and one beside it that nobody touches. */
export const brokenId = (kind: Kind): string => `${kind}Broken`;
export const soundId = (kind: Kind): string => `${kind}Sound`;
/** Panels of the counter that begins at zero again every seven seconds. */
export const resetId = (kind: Kind): string => `${kind}Reset`;

export const stepMs = 2_000;
const pollMs = 250;
const ordersPerSecond = 100;
const beatMs = 200;
const name = { zh: '单', en: 'orders' };

/** What an operator sees of one panel with one line. */
export interface SeenPanel {
  readonly values: Float64Array;
  readonly from: number;
  readonly sampleAt: number | null;
  readonly phase: string;
  readonly reason: string | null;
}

/** One engine on ten backends of five kinds: real servers, each also behind a proxy whose faults a test switches. */
export interface WarRoom {
  readonly messages: readonly FromEngine[];
  readonly window: WindowStandIn;
  readonly proxies: Readonly<Record<Kind, FaultyProxy>>;
  /** The gateway behind the push feed's proxy: some faults are its own. */
  readonly gateway: PushGateway;
  /** The newest that main was told; undefined before. */
  health(id: string): BackendHealth | undefined;
  panel(id: string): SeenPanel | undefined;
  close(): Promise<void>;
}

export async function openWarRoom(): Promise<WarRoom> {
  const now = Math.floor(Date.now() / 1_000);
  const [prometheus, victoria, alertmanager, city, gateway, soundGateway] = await Promise.all([
    startRealPrometheus({ backfill: openMetrics(now) }),
    startRealVictoriaMetrics(),
    startRealAlertmanager(),
    startCityStandIn(now * 1_000),
    startPushGateway(),
    startPushGateway(),
  ]);
  await victoria.import(counterLines(now, 1_000).join('\n'));
  await alertmanager.post([{ labels: { alertname: 'PayFailing', severity: 'critical' } }]);
  city.rate = () => ordersPerSecond;
  const endFeeds = [gateway, soundGateway].map((one) => feed(one, now * 1_000));
  const cityBeat = setInterval(() => (city.now = Date.now()), beatMs);

  const servers = {
    prometheus: prometheus.url,
    victoriaMetrics: victoria.url,
    alertmanager: alertmanager.url,
    pushFeed: gateway.url,
    demoCity: city.url,
  };
  const proxies = {
    prometheus: await startFaultyProxy(servers.prometheus),
    victoriaMetrics: await startFaultyProxy(servers.victoriaMetrics),
    alertmanager: await startFaultyProxy(servers.alertmanager),
    pushFeed: await startFaultyProxy(servers.pushFeed),
    demoCity: await startFaultyProxy(servers.demoCity),
  };
  const messages: FromEngine[] = [];
  const window = new WindowStandIn();
  const engine = createEngine({
    post: (message) => messages.push(message),
    timers: systemTimers,
    random: Math.random,
    openHistory: async () => null,
  });
  engine.handle(
    {
      type: 'workspace',
      revision: 1,
      workspace: workspaceOn({ ...servers, pushFeed: soundGateway.url }, proxies),
      demoCityUrl: null,
      dataFolder: '',
      secrets: {},
      folder: null,
    },
    undefined,
  );
  engine.handle({ type: 'connectWindow', windowId: 'w' }, window.port);
  window.ask([
    ...kinds.filter((kind) => kind !== 'alertmanager').flatMap((kind) => [panelOf(brokenId(kind)), panelOf(soundId(kind))]),
    panelOf(resetId('prometheus')),
    panelOf(resetId('victoriaMetrics')),
  ]);

  return {
    messages,
    window,
    proxies,
    gateway,
    health: (id) =>
      messages
        .flatMap((message) => (message.type === 'backends' ? message.backends : []))
        .findLast((backend) => backend.id === id),
    panel(id) {
      const shown = window.shown.get(id);
      const [values, line] = [shown?.columns[0], shown?.lines[0]];
      if (shown === undefined || values === undefined || line === undefined) return undefined;
      return { values, from: shown.from, sampleAt: line.sampleAt, phase: line.phase, reason: line.reason };
    },
    async close() {
      clearInterval(cityBeat);
      for (const end of endFeeds) end();
      await engine.close();
      for (const proxy of Object.values(proxies)) await proxy.close();
      await Promise.all([prometheus.close(), victoria.close(), alertmanager.close(), city.close()]);
      await Promise.all([gateway.close(), soundGateway.close()]);
    },
  };
}

function workspaceOn(servers: Readonly<Record<Kind, string>>, proxies: Readonly<Record<Kind, FaultyProxy>>) {
  const poll = `${pollMs}ms`;
  const backend = (kind: Kind, url: string) =>
    kind === 'prometheus' || kind === 'victoriaMetrics' ? { kind, url, poll, settle: '0s' } : { kind, url, poll };
  const query = {
    prometheus: 'sum(rate(orders_total[$window]))',
    demoCity: 'orders',
    pushFeed: 'orders',
  };
  const metric = (metricId: string, backendId = metricId, over: Partial<typeof query> = {}): [string, object] => [
    metricId,
    { name, step: `${stepMs}ms`, backend: backendId, query: { ...query, ...over } },
  ];
  const withSamples = kinds.filter((kind) => kind !== 'alertmanager');
  const resets = { prometheus: 'sum(rate(restarting_total[$window]))' };
  return workspaceSchema.parse({
    version: 1,
    name,
    timeZone: 'Asia/Shanghai',
    backends: Object.fromEntries(
      kinds.flatMap((kind) => [
        [brokenId(kind), backend(kind, proxies[kind].url)],
        [soundId(kind), backend(kind, servers[kind])],
      ]),
    ),
    source: soundId('prometheus'),
    metrics: Object.fromEntries([
      ...withSamples.flatMap((kind) => [metric(brokenId(kind)), metric(soundId(kind))]),
      ...(['prometheus', 'victoriaMetrics'] as const).map((kind) => metric(resetId(kind), brokenId(kind), resets)),
    ]),
    funnel: [{ metric: soundId('prometheus') }],
  });
}

function panelOf(metricId: string): PanelQuery {
  const line = { metricId, slice: {}, traffic: 'real', day: 'today' } as const;
  return { panelId: metricId, lines: [line], at: null, beforeMs: 90_000, afterMs: 0, axis: 'sliding', pointsMax: 600 };
}

/** Two counters, one sample a second for the last three minutes and the next five: "live" needs no scraping, and no test waits for data. */
function counterLines(now: number, unit: 1 | 1_000): string[] {
  const lines: string[] = [];
  for (let second = now - 180; second < now + 300; second += 1) {
    lines.push(`orders_total ${(second - now + 181) * ordersPerSecond} ${second * unit}`);
    lines.push(`restarting_total ${(1 + (second % 7)) * ordersPerSecond} ${second * unit}`);
  }
  return lines;
}

function openMetrics(now: number): string {
  const lines = counterLines(now, 1);
  const of = (name: string): string[] => lines.filter((line) => line.startsWith(name));
  return ['# TYPE orders counter', ...of('orders'), '# TYPE restarting counter', ...of('restarting'), '# EOF', ''].join('\n');
}

/** A minute of the past, then every second as it ends; the returned function ends it. */
function feed(gateway: PushGateway, nowAt: number): () => void {
  let at = nowAt - 60_000;
  gateway.beginAt(at);
  const beat = (): void => {
    for (; at + 1_000 <= Date.now(); at += 1_000) {
      const orders = { metric: 'orders', kind: 'count' as const, points: [at, ordersPerSecond] };
      gateway.push({ samples: [orders], seenTo: at + 1_000 });
    }
  };
  beat();
  const timer = setInterval(beat, beatMs);
  return () => clearInterval(timer);
}
