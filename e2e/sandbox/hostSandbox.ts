import { z } from 'zod';
import { startSandbox, type Sandbox } from './startSandbox';

/** The process that holds the sandbox for scripts/sandbox.mjs: tells it how far it is, and ends when it is gone. */
const optionsSchema = z.strictObject({
  days: z.number().int(),
  seed: z.number().int().optional(),
  scenario: z.string().optional(),
});

async function host(): Promise<void> {
  const { days, seed, scenario } = optionsSchema.parse(JSON.parse(process.argv[2] ?? '{}'));
  const startedAt = performance.now();
  let leaving = false;
  const starting = startSandbox({
    days,
    ...(seed === undefined ? {} : { seed }),
    ...(scenario === undefined ? {} : { scenario }),
    onStep: (text) => process.send?.({ type: 'step', text }),
    onDeath: (sentence) => process.stderr.write(`${sentence}\n`),
  });
  process.once('disconnect', () => {
    leaving = true;
    void starting
      .then((sandbox) => sandbox.close())
      .catch(() => undefined)
      .then(() => process.exit(0));
  });
  const sandbox = await starting;
  if (leaving) return;
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
  process.send?.({ type: 'ready', workspacePath: sandbox.workspacePath, table: tableOf(sandbox, seconds) });
}

function tableOf(
  { city, prometheus, victoriaMetrics, alertmanager, gateway, workspacePath, timeZone }: Sandbox,
  seconds: string,
): string {
  const rows = [
    ['Demo City', city.url, `/metrics; faults: ${city.backstageUrl}; its time zone: ${timeZone}`],
    ['Prometheus', prometheus.url, 'scrapes the city every second'],
    ['VictoriaMetrics', victoriaMetrics.url, 'scrapes the city every second'],
    ['Alertmanager', alertmanager.url, 'alerts of Prometheus'],
    ['push gateway', gateway.url, 'Socket.IO, orders second by second'],
    ['workspace', workspacePath, ''],
  ];
  const width = Math.max(...rows.map(([, where = '']) => where.length));
  const lines = rows.map(([name = '', where = '', what = '']) =>
    `  ${name.padEnd(16)} ${where.padEnd(width)}  ${what}`.trimEnd(),
  );
  return [`The sandbox is up after ${seconds} s; Ctrl-C ends it and removes its data.`, ...lines].join('\n');
}

await host().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
