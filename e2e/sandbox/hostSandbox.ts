import { z } from 'zod';
import { rushNowAndThen } from './shop/rushNowAndThen';
import { startShop } from './shop/startShop';
import { startSandbox, type Sandbox } from './startSandbox';

/** The process that holds the sandbox for scripts/sandbox.mjs: tells it how far it is, and ends when it is gone. */
const citySchema = z.strictObject({
  days: z.number().int(),
  seed: z.number().int().optional(),
  scenario: z.string().optional(),
});
const shopSchema = z.strictObject({ shop: z.literal(true), lease: z.string() });

/** What is held, whichever it is. */
interface Held {
  readonly workspacePath: string;
  /** Who is where: name, address, a word on it. */
  readonly rows: readonly (readonly [string, string, string])[];
  close(): Promise<void>;
}

const onDeath = (sentence: string): void => void process.stderr.write(`${sentence}\n`);

async function host(): Promise<void> {
  const options = z.union([shopSchema, citySchema]).parse(JSON.parse(process.argv[2] ?? '{}'));
  const startedAt = performance.now();
  let leaving = false;
  const starting = 'shop' in options ? holdShop(options) : holdCity(options);
  process.once('disconnect', () => {
    leaving = true;
    void starting
      .then((held) => held.close())
      .catch(() => undefined)
      .then(() => process.exit(0));
  });
  const held = await starting;
  if (leaving) return;
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
  process.send?.({ type: 'ready', workspacePath: held.workspacePath, table: tableOf(held, seconds) });
}

async function holdCity({ days, seed, scenario }: z.infer<typeof citySchema>): Promise<Held> {
  const sandbox = await startSandbox({
    days,
    ...(seed === undefined ? {} : { seed }),
    ...(scenario === undefined ? {} : { scenario }),
    onStep: (text) => process.send?.({ type: 'step', text }),
    onDeath,
  });
  return { ...sandbox, rows: cityRows(sandbox) };
}

async function holdShop({ lease }: z.infer<typeof shopSchema>): Promise<Held> {
  const shop = await startShop({ lease, onDeath });
  const calm = rushNowAndThen(shop.load);
  return {
    workspacePath: shop.workspacePath,
    rows: [
      ['the shop', shop.url, '/order and /recommend; customers come by themselves, and rush now and then'],
      ['HAProxy', shop.haproxy.address, 'its Runtime API'],
      ['kill switches', shop.haproxy.map, 'the map that HAProxy reads'],
      ['Prometheus', shop.prometheus.url, 'scrapes the services every second'],
    ],
    close: () => {
      calm();
      return shop.close();
    },
  };
}

function cityRows({ city, prometheus, victoriaMetrics, alertmanager, gateway, timeZone }: Sandbox): Held['rows'] {
  return [
    ['Demo City', city.url, `/metrics; faults: ${city.backstageUrl}; its time zone: ${timeZone}`],
    ['Prometheus', prometheus.url, 'scrapes the city every second'],
    ['VictoriaMetrics', victoriaMetrics.url, 'scrapes the city every second'],
    ['Alertmanager', alertmanager.url, 'alerts of Prometheus'],
    ['push gateway', gateway.url, 'Socket.IO, orders second by second'],
  ];
}

function tableOf({ rows, workspacePath }: Held, seconds: string): string {
  const all = [...rows, ['workspace', workspacePath, ''] as const];
  const width = Math.max(...all.map(([, where]) => where.length));
  const lines = all.map(([name, where, what]) => `  ${name.padEnd(16)} ${where.padEnd(width)}  ${what}`.trimEnd());
  return [`The sandbox is up after ${seconds} s; Ctrl-C ends it and removes its data.`, ...lines].join('\n');
}

await host().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
