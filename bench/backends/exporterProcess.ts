/** The scraped process: 5,000 series on /metrics. Tells its port, then the moment of every scrape it answered. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isGauge, metricCount, nameOf, shardCount, shardOf } from './load';

export type FromExporter = { readonly port: number } | { readonly scrapedAt: number };

const tell = (message: FromExporter): void => void process.send?.(message);

const server = createServer((_, response) => {
  const scrapedAt = Date.now();
  response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4' }).end(pageOf(scrapedAt));
  tell({ scrapedAt });
});
server.listen(0, '127.0.0.1', () => tell({ port: (server.address() as AddressInfo).port }));
process.on('disconnect', () => process.exit(0));

function pageOf(at: number): string {
  const lines: string[] = [];
  for (let metric = 0; metric < metricCount; metric += 1) {
    lines.push(`# TYPE ${nameOf(metric)} ${isGauge(metric) ? 'gauge' : 'counter'}`);
    for (let shard = 0; shard < shardCount; shard += 1) {
      const value = isGauge(metric) ? at / 1_000 : Math.floor((at - 1.7e12) * (1 + shard / 100));
      lines.push(`${nameOf(metric)}{shard="${shardOf(shard)}"} ${value}`);
    }
  }
  return `${lines.join('\n')}\n`;
}
