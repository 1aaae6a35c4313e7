import { afterAll, beforeAll, expect, it } from 'vitest';
import { workspaceSchema } from '../../../contract/workspace';
import { startRealPrometheus, type RealPrometheus } from '../testing/realPrometheus';
import { usedBackends } from '../workspaceBackends';
import { openBackend } from './registry';

const name = { zh: '单', en: 'orders' };
const signal = new AbortController().signal;
const nowSeconds = Math.floor(Date.now() / 1_000);
const releasedSeconds = nowSeconds - 1_800;
let server: RealPrometheus;

/** Two hours of builds: pay-gateway goes from 1.4 to 1.5 half an hour ago, and its configuration is counted on five minutes later. */
function builds(): string {
  const line = (metric: string, labels: string, value: number, second: number): string =>
    `${metric}{${labels}} ${value} ${second}`;
  const seconds = Array.from({ length: 490 }, (_, i) => nowSeconds - 7_200 + i * 15);
  return [
    '# TYPE build_info gauge',
    ...seconds
      .filter((at) => at < releasedSeconds + 120)
      .map((at) => line('build_info', 'service="pay-gateway",version="1.4"', 1, at)),
    ...seconds
      .filter((at) => at >= releasedSeconds)
      .map((at) => line('build_info', 'service="pay-gateway",version="1.5"', 1, at)),
    '# TYPE config_generation gauge',
    ...seconds.map((at) => line('config_generation', 'service="menu"', at < releasedSeconds + 300 ? 41 : 42, at)),
    '# EOF\n',
  ].join('\n');
}

beforeAll(async () => {
  server = await startRealPrometheus({ backfill: builds() });
}, 60_000);
afterAll(() => server.close());

it('a real Prometheus whose build_info names another version tells of a release, and of a configuration that was counted on', async () => {
  const workspace = workspaceSchema.parse({
    version: 1,
    name,
    timeZone: 'Asia/Shanghai',
    backends: { prom: { kind: 'prometheus', url: server.url, settle: '0s' }, city: { kind: 'demoCity', url: 'embedded' } },
    source: 'city',
    metrics: { paid: { name, query: { demoCity: 'orders.pay' } } },
    funnel: [{ metric: 'paid' }],
    changes: {
      builds: { backend: 'prom', query: 'build_info', label: 'version', target: 'service' },
      config: {
        backend: 'prom',
        query: 'config_generation',
        target: 'service',
        kind: 'change',
        name: { zh: '配置', en: 'configuration' },
      },
      broken: { backend: 'prom', query: 'sum(' },
    },
  });
  expect(usedBackends(workspace)).toContain('prom');
  const { prom } = workspace.backends;
  if (prom?.kind !== 'prometheus') throw new Error('it was written above');
  let mono = 0;
  const context = { demoCityUrl: null, backendId: 'prom', secrets: {}, folder: null, monoNow: () => mono };
  const backend = openBackend('prometheus', prom, { ...context, changes: workspace.changes });
  const dayAgo = (nowSeconds - 86_400) * 1_000;
  const events = await backend.events?.since(dayAgo, signal);
  expect(events?.map(({ kind, title, target }) => [kind, title.en, target])).toEqual([
    ['release', 'pay-gateway released 1.5', 'pay-gateway'],
    ['change', 'menu configuration 42', 'menu'],
  ]);
  const [release] = events ?? [];
  expect(Math.abs((release?.at ?? 0) / 1_000 - releasedSeconds)).toBeLessThanOrEqual(30);
  expect(release?.labels).toEqual({ service: 'pay-gateway', version: '1.5' });
  expect((await backend.check(signal)).notes).toEqual(['changes-refused']);

  expect(await backend.events?.since(dayAgo, signal)).toEqual([]);
  mono += 20_000;
  expect(await backend.events?.since(dayAgo, signal)).toEqual([]);
  backend.close();
});
