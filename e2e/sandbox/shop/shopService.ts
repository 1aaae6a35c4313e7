import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { createServiceMetrics } from './serviceMetrics';
import { createWorkQueue } from './workQueue';

/** One small service in a process of its own: `node --import tsx shopService.ts '{…}'`. Ends when the one who started it is gone. */
export const serviceSchema = z.strictObject({
  name: z.string(),
  workers: z.number().int().positive(),
  workMs: z.number().positive(),
  waitingMax: z.number().int().nonnegative(),
  /** Whom it asks before it does its own work, and where; without that answer it fails. */
  calls: z.strictObject({ name: z.string(), url: z.url() }).nullable(),
  /** What its requests are to the business: each that arrives counts as submitted, each that is answered as paid. */
  counts: z.enum(['orders', 'nothing']),
});
export type ServiceSettings = z.infer<typeof serviceSchema>;

const patienceMs = 1_500;

function serve({ name, workers, workMs, waitingMax, calls, counts }: ServiceSettings): void {
  const metrics = createServiceMetrics();
  const queue = createWorkQueue(workers, workMs, waitingMax);
  const agent = new Agent({ keepAlive: true });

  async function answer(): Promise<boolean> {
    return (calls === null || (await call(calls))) && (await queue.work());
  }

  async function call(to: NonNullable<ServiceSettings['calls']>): Promise<boolean> {
    const labels = { client: name, server: to.name };
    const from = performance.now();
    const ok = await succeeds(to.url, agent);
    metrics.count('traces_service_graph_request_total', labels);
    if (!ok) metrics.count('traces_service_graph_request_failed_total', labels);
    metrics.observe('traces_service_graph_request_client_seconds', labels, (performance.now() - from) / 1_000);
    return ok;
  }

  const server = createServer((incoming, outgoing) => {
    if (incoming.url === '/metrics') {
      const gauges = [['shop_saturation', { service: name }, Math.min(1, (queue.busy + queue.waiting) / workers)]] as const;
      outgoing.end(metrics.page(gauges));
      return;
    }
    const from = performance.now();
    if (counts === 'orders') metrics.count('shop_orders_total', { stage: 'submit' });
    void answer().then((ok) => {
      if (ok && counts === 'orders') metrics.count('shop_orders_total', { stage: 'pay' });
      metrics.count('shop_requests_total', { service: name, code: ok ? '200' : '503' });
      metrics.observe('shop_request_seconds', { service: name }, (performance.now() - from) / 1_000);
      outgoing.writeHead(ok ? 200 : 503).end();
    });
  });
  // What it counts is there from the first scrape on: a counter that appears with its first event has no rate for it.
  for (const stage of counts === 'orders' ? ['submit', 'pay'] : []) metrics.count('shop_orders_total', { stage });
  for (const code of ['200', '503']) metrics.count('shop_requests_total', { service: name, code });
  server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
}

function succeeds(url: string, agent: Agent): Promise<boolean> {
  return new Promise((resolve) => {
    const asking = request(url, { agent, timeout: patienceMs }, (response) => {
      response.resume();
      response.once('end', () => resolve(response.statusCode === 200));
    });
    asking.once('timeout', () => asking.destroy());
    asking.once('error', () => resolve(false));
    asking.end();
  });
}

process.once('disconnect', () => process.exit(0));
serve(serviceSchema.parse(JSON.parse(process.argv[2] ?? '{}')));
