import { afterAll, beforeAll, expect, it } from 'vitest';
import type { BacktestRequest } from '../../../contract/detection';
import { workspaceSchema, type Workspace } from '../../../contract/workspace';
import { startRealPrometheus, type RealPrometheus } from '../testing/realPrometheus';
import { usualRate } from '../testing/pastStandIn';
import { systemTimers } from '../timers';
import { openPast } from './openPast';
import { replay, type Replayed } from './replay';
import { planReplay } from './replayPlan';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const scrapeMs = 10_000;
const name = { zh: '店', en: 'shop' };
/** The shop's last noon that is two hours past: the same time of its day whenever this runs. */
const outageAt = Math.floor((Date.now() - 6 * hourMs) / dayMs) * dayMs + 4 * hourMs;
const from = outageAt - 12 * hourMs;
const to = outageAt + hourMs;

let server: RealPrometheus;

/** One shop's counter for two and a half days; a third of its orders is missing for a quarter of an hour. */
beforeAll(async () => {
  const lines = ['# TYPE orders counter'];
  let count = 0;
  for (let at = from - 2 * dayMs; at <= to + minuteMs; at += scrapeMs) {
    const left = at > outageAt && at <= outageAt + 15 * minuteMs ? 0.65 : 1;
    // A shop that never sleeps: what is looked at here is the way of the samples, not the night.
    count += Math.round((200 + usualRate({}, at)) * left * (scrapeMs / 1_000));
    lines.push(`orders_total{stage="paid"} ${count} ${at / 1_000}`);
  }
  server = await startRealPrometheus({ backfill: `${lines.join('\n')}\n# EOF\n` });
}, 60_000);
afterAll(() => server.close());

function shop(url: string): Workspace {
  return workspaceSchema.parse({
    version: 1,
    name,
    timeZone: 'Asia/Shanghai',
    backends: { prom: { kind: 'prometheus', url } },
    source: 'prom',
    metrics: {
      paid: { name, step: '30s', query: { prometheus: 'sum(rate(orders_total{stage="paid"$slice}[$window]))' } },
      typo: { name, step: '30s', query: { prometheus: 'sum(rate(orders_total[$window])' } },
    },
    funnel: [{ metric: 'paid' }],
  });
}

async function run(workspace: Workspace): Promise<Replayed> {
  const request: BacktestRequest = { from, to, metricIds: [], slices: true, runs: [{ detector: 'level', sensitivity: 1 }] };
  const past = await openPast(workspace, { demoCityUrl: null, secrets: {}, folder: null, timers: systemTimers });
  try {
    return await replay({
      request,
      plan: planReplay(request, workspace),
      source: past,
      timers: systemTimers,
      signal: new AbortController().signal,
      alarmsMax: 100,
      onProgress: () => undefined,
    });
  } finally {
    past.close();
  }
}

it('an outage of yesterday is found in a real Prometheus, and a query with a mistake spoils nothing', async () => {
  const { runs, points, unread } = await run(shop(server.url));
  expect(points).toBe((13 * hourMs) / 30_000);
  expect(unread.map(({ series }) => series.metricId)).toEqual(['typo']);
  const outage = runs[0]?.alarms.find(({ startedAt }) => Math.abs(startedAt - outageAt) <= 2 * minuteMs);
  expect(outage).toMatchObject({ metricId: 'paid', direction: 'below' });
  expect(outage?.lost).toBeGreaterThan(0);
}, 30_000);

it('a server that is not there is told for each of its series', async () => {
  const { unread, points } = await run(shop('http://127.0.0.1:1'));
  expect(points).toBe(0);
  expect(unread.map(({ reason }) => reason)).toEqual([
    expect.stringContaining('127.0.0.1:1'),
    expect.stringContaining('127.0.0.1:1'),
  ]);
}, 30_000);
