import { beforeEach, describe, expect, test } from 'vitest';
import type { Alarm } from '../../../contract/detection';
import type { Incident } from '../../../contract/incidents';
import { createIncidents, type Incidents } from './incidents';
import { alarm, lost, minute, noon, over, paymentOutage, second, slowGeo } from './testing/alarms';
import { demoWorkspace } from './testing/demoWorkspace';

const workspace = demoWorkspace();
let incidents: Incidents;
beforeEach(() => {
  incidents = createIncidents({ workspace });
});

/** Hands alarms over as they are believed, a message every ten seconds, with a tick after each. */
function play(alarms: readonly Alarm[], until = Math.max(...alarms.map(({ raisedAt }) => raisedAt)) + 10 * second): void {
  const from = Math.min(...alarms.map(({ raisedAt }) => raisedAt));
  for (let at = from; at <= until; at += 10 * second) {
    const due = alarms.filter(({ raisedAt }) => raisedAt <= at && raisedAt > at - 10 * second);
    if (due.length > 0) incidents.receive(due, at);
    else incidents.tick(at);
  }
}
const opened = (): Incident[] =>
  incidents.list().filter(({ phase, steps }) => phase !== 'resolved' || steps.at(-1)?.kind !== 'merged');
const titles = (): string[] => opened().map(({ headline }) => headline.zh);
const only = (): Incident => {
  const [first, ...others] = opened();
  if (first === undefined || others.length > 0) throw new Error(`one incident, not ${JSON.stringify(titles())}`);
  return first;
};

describe('a payment outage', () => {
  test('that makes nearly two hundred series alarm is one incident with one headline', () => {
    const storm = paymentOutage(workspace, noon);
    play(storm);
    const incident = only();
    expect(storm.length).toBeGreaterThan(190);
    expect([incident.alarmCount, incident.headline]).toEqual([
      storm.length,
      { zh: '支付少了 34%，集中在支付渠道 B', en: 'Orders down 34 % at “paid”, all in payment channel B' },
    ]);
    expect(incident).toMatchObject({ id: '1126-01', phase: 'open', grade: 'P1', traffic: 'real', flapping: false });
    expect(incident.common).toEqual({ slice: { channel: 'B' }, nodes: ['channel-b'] });
    expect(incident.lead).toEqual({ metricId: 'orders.pay', slice: {}, direction: 'below' });
  });

  test('is one incident at every moment of its storm, whichever alarm comes first', () => {
    const storm = paymentOutage(workspace, noon);
    for (const first of ['nodes.latency', 'links.errors', 'orders.push', 'orders.pay']) {
      incidents = createIncidents({ workspace });
      const rank = ({ metricId }: Alarm): number => Number(metricId !== first);
      const counts = new Set<number>();
      const early = storm.filter(({ raisedAt }) => raisedAt < noon + 90 * second).sort((a, b) => rank(a) - rank(b));
      early.forEach((one, i) => {
        incidents.receive([one], noon + 20 * second + i * 300);
        counts.add(opened().length);
      });
      expect([first, opened().length, opened()[0]?.headline.zh]).toEqual([first, 1, '支付少了 34%，集中在支付渠道 B']);
    }
  });

  test('costs what its earliest stage loses, once', () => {
    play(paymentOutage(workspace, noon));
    expect(only().cost).toEqual({
      metricId: 'orders.pay',
      since: noon + 5 * second,
      perMinute: 1_200 * 0.97 * 0.35 * 60,
      soFar: (1_200 * 0.97 * 0.35 * 60) / 3,
      share: 0.97 * 0.35,
    });
  });

  test('and a slow geo cache four minutes later are two', () => {
    play([...paymentOutage(workspace, noon), ...slowGeo(noon + 4 * minute)]);
    expect(titles()).toEqual(['redis-geo：TP99 耗时是平时的 20 倍，调用方受影响', '支付少了 34%，集中在支付渠道 B']);
    expect(incidents.list()[0]).toMatchObject({ grade: 'P3', cost: null, common: { nodes: ['redis-geo'] }, alarmCount: 11 });
  });

  test('and a slow geo cache shortly before are two as well', () => {
    play([...slowGeo(noon - minute), ...paymentOutage(workspace, noon)]);
    expect(titles()).toEqual(['支付少了 34%，集中在支付渠道 B', 'redis-geo：TP99 耗时是平时的 20 倍，调用方受影响']);
  });

  test('and one city that falls meanwhile are two', () => {
    const city = ['orders.submit', 'orders.push'].map((metricId, i) =>
      lost(metricId, { city: 'chengdu', platform: 'ios' }, noon + 5 * minute + i * 10 * second, 0.7, 0.03),
    );
    play([...paymentOutage(workspace, noon), lost('orders.submit', { city: 'chengdu' }, noon + 5 * minute, 0.6, 0.08), ...city]);
    expect(titles()).toEqual(['城市成都：提单少了 60%', '支付少了 34%，集中在支付渠道 B']);
    expect(incidents.list()[0]).toMatchObject({ grade: 'P2', common: { slice: { city: 'chengdu' } }, alarmCount: 3 });
  });

  test('and a platform that falls deeper than payment makes it fall, later, are two', () => {
    const storm = paymentOutage(workspace, noon).filter(({ slice }) => slice['platform'] !== 'miniapp');
    play([...storm, lost('orders.pay', { platform: 'miniapp' }, noon + 6 * minute, 0.9, 0.2)]);
    expect(titles()).toEqual(['平台小程序：支付少了 90%', '支付少了 34%，集中在支付渠道 B']);
  });

  test('and a later stage that loses far more than was not paid are two', () => {
    const storm = paymentOutage(workspace, noon).filter(
      ({ metricId }) => metricId === 'orders.pay' || metricId.startsWith('nodes'),
    );
    play([...storm, lost('orders.accept', {}, noon + 6 * minute, 0.9)]);
    expect(titles()).toEqual(['接单少了 90%', '支付少了 34%，集中在支付渠道 B']);
  });

  test('is told from an earlier stage that loses much more', () => {
    play([lost('orders.pay', {}, noon, 0.1), lost('orders.submit', {}, noon + 6 * minute, 0.6)]);
    expect(titles()).toEqual(['提单少了 60%', '支付少了 10%']);
  });

  test('still takes the deliveries that were never paid, long after it was resolved', () => {
    const storm = paymentOutage(workspace, noon);
    const late = storm.filter(({ metricId }) => metricId === 'orders.deliver');
    const early = storm.filter(({ startedAt }) => startedAt < noon + 3 * minute);
    play(early);
    incidents.receive(
      early.map((one) => over(one, noon + 10 * minute)),
      noon + 12 * minute,
    );
    for (let at = noon + 12 * minute; at < noon + 20 * minute; at += 10 * second) incidents.tick(at);
    expect(only().phase).toBe('resolved');
    incidents.receive(late, noon + 31 * minute);
    expect(only()).toMatchObject({ phase: 'resolved', activeCount: late.length });
  });

  test('makes other channels and earlier pages busier: that is a part of it', () => {
    play([
      ...paymentOutage(workspace, noon),
      lost('orders.pay', { channel: 'A' }, noon + minute, -0.3, 0.4, { direction: 'above', loss: null }),
      lost('pages.preview', {}, noon + 2 * minute, -0.2, 1, { direction: 'above', loss: null }),
    ]);
    expect(only().headline.zh).toBe('支付少了 34%，集中在支付渠道 B');
  });
});

describe('folding by what calls what', () => {
  test('callers suffer with those they call, and the deepest in trouble is named', () => {
    play([
      alarm('nodes.latency', { node: 'order-submit' }, noon),
      alarm('nodes.latency', { node: 'cashier' }, noon + 10 * second),
      alarm('nodes.latency', { node: 'mysql-order' }, noon + 20 * second),
      alarm('nodes.latency', { node: 'order-core' }, noon + 30 * second),
      lost('orders.submit', {}, noon + minute, 0.2),
    ]);
    expect(only().headline).toEqual({
      zh: '提单少了 20%，mysql-order 同时异常',
      en: 'Orders down 20 % at “submit”, with mysql-order in trouble',
    });
  });

  test('two nodes that have nothing to do with each other are two incidents, near in time or not', () => {
    play([
      alarm('nodes.latency', { node: 'redis-feed' }, noon),
      alarm('nodes.errors', { node: 'redis-geo' }, noon + 30 * second),
    ]);
    expect(incidents.list()).toHaveLength(2);
  });

  test('many that begin within the same minute are one: the network between them', () => {
    const nodes = ['redis-feed', 'mysql-order', 'mysql-pay', 'merchant-gw', 'redis-geo'];
    play(nodes.map((node, i) => alarm('nodes.latency', { node }, noon + i * 10 * second)));
    expect(opened().map(({ headline, alarmCount }) => [headline.zh, alarmCount])).toEqual([
      ['多处同时异常：redis-feed、mysql-order 等，TP99 耗时是平时的 20 倍', 5],
    ]);
  });

  test('one that becomes a part of another hands its pins over, and sends those who pin to it there', () => {
    const slow = (node: string): Alarm => alarm('nodes.latency', { node }, noon);
    const nodes = ['coupon', 'recommend', 'accept', 'mysql-pay', 'redis-geo', 'mq-order'];
    incidents.receive([slow('coupon'), slow('accept')], noon + 10 * second);
    const look = { target: 'accept', at: noon, score: 40, lost: [] };
    const [first, later] = [...opened()].reverse();
    if (first === undefined || later === undefined) throw new Error('two that have nothing to do with each other');
    incidents.pin(later.id, look, { zh: '接单', en: 'Accept' }, 'Ann', noon + 15 * second);
    incidents.receive(nodes.map(slow), noon + 20 * second);
    expect(only().pins).toMatchObject([{ target: 'accept', by: 'Ann' }]);
    const late = incidents.pin(later.id, look, { zh: '接单', en: 'Accept' }, 'Ann', noon + 30 * second);
    expect(late.ok ? '' : late.refusal.message).toContain(only().id);
  });

  test('a city that calls its nodes otherwise is folded alike', () => {
    const renamed = demoWorkspace((text) =>
      text.replaceAll('order-push', 'order-push-center').replaceAll('pay-gateway', 'cash-svc'),
    );
    incidents = createIncidents({ workspace: renamed });
    play(paymentOutage(renamed, noon).filter(({ slice }) => !['pay-gateway', 'order-push'].includes(slice['node'] ?? '')));
    expect(titles()).toEqual(['支付少了 34%，集中在支付渠道 B']);
  });
});

test('a slow decline whose cuts are found first is one incident in the end, under the name it was first seen by', () => {
  const slow = { shape: 'decline' } as const;
  play([
    lost('orders.submit', { city: 'beijing' }, noon, 0.12, 0.14, slow),
    lost('orders.submit', {}, noon + 6 * minute, 0.12, 1, slow),
    lost('orders.pay', {}, noon + 7 * minute, 0.12, 1, slow),
    lost('orders.submit', { city: 'wuhan' }, noon + 9 * minute, 0.14, 0.07, slow),
  ]);
  expect(opened().map(({ id, headline, alarmCount }) => [id, headline.zh, alarmCount])).toEqual([
    ['1126-01', '提单慢慢少了 12%', 4],
  ]);
});

test('series that fall silent together are one incident', () => {
  const silent = { shape: 'silence', value: null, direction: 'below', loss: null } as const;
  play(
    ['orders.submit', 'orders.pay', 'pages.home'].map((metricId, i) => lost(metricId, {}, noon + i * 10 * second, 0, 1, silent)),
  );
  expect(titles()).toEqual(['提单没有数据']);
});

test('what still falls when the loss that explained it is long over goes to the incident that explains it now', () => {
  const submit = lost('orders.submit', {}, noon + 6 * minute, 1, 1, { shape: 'zero' });
  const push = lost('orders.push', { city: 'wuhan' }, noon + 6 * minute, 1, 0.06);
  const first = [lost('orders.pay', {}, noon, 0.3), submit, push];
  play(first);
  expect(incidents.alarmsOf('1126-02').map(({ metricId }) => metricId)).toEqual(['orders.submit', 'orders.push']);
  incidents.receive([over(submit, noon + 10 * minute), lost('orders.pay', {}, noon, 1)], noon + 10 * minute);
  for (let at = noon + 10 * minute; at < noon + 24 * minute; at += 10 * second) incidents.tick(at);
  expect(incidents.alarmsOf('1126-02').map(({ metricId }) => metricId)).toEqual(['orders.submit']);
  expect(incidents.list().map(({ id, phase }) => [id, phase])).toEqual([
    ['1126-02', 'resolved'],
    ['1126-01', 'open'],
  ]);
});

test('what nothing explains is never folded away', () => {
  play([...paymentOutage(workspace, noon), alarm('nodes.errors', { node: 'promo' }, noon + 6 * minute)]);
  expect(titles()[0]).toMatch(/^promo：/);
});
