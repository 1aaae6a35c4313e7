import { beforeEach, describe, expect, test } from 'vitest';
import type { Alarm } from '../../../contract/detection';
import type { Incident } from '../../../contract/incidents';
import type { RoomEvent } from '../../../contract/state';
import { createIncidents, type Incidents } from './incidents';
import { alarm, lost, minute, noon, over, paymentOutage, second } from './testing/alarms';
import { demoWorkspace } from './testing/demoWorkspace';

const workspace = demoWorkspace();
let incidents: Incidents;
let events: RoomEvent[];
beforeEach(() => {
  events = [];
  incidents = createIncidents({ workspace, events: () => events });
});

const pay = (fall: number, change: Partial<Alarm> = {}): Alarm => lost('orders.pay', {}, noon, fall, 1, change);
const only = (): Incident => {
  const [first, ...others] = incidents.list();
  if (first === undefined || others.length > 0) throw new Error(`one incident, not ${incidents.list().length}`);
  return first;
};
const kinds = (): string[] => only().steps.map(({ kind }) => kind);
function tickTo(from: number, to: number): void {
  for (let at = from; at <= to; at += 10 * second) incidents.tick(at);
}
const event = (kind: RoomEvent['kind'], at: number, change: Partial<RoomEvent> = {}): RoomEvent => ({
  ...{ id: `${kind} ${at}`, at, kind, title: { zh: '演练', en: 'drill' }, target: null, traffic: 'real', backendId: 'city' },
  ...{ severity: 'none', until: null, labels: {}, alert: null },
  ...change,
});

describe('an incident', () => {
  test('recovers, is resolved when it was quiet for long enough, and comes back as itself', () => {
    incidents.receive([pay(0.3)], noon + 20 * second);
    incidents.receive([pay(0.3, { phase: 'recovering' })], noon + 5 * minute);
    expect(only().phase).toBe('open');
    incidents.tick(noon + 6 * minute);
    expect(only().phase).toBe('recovering');
    incidents.receive([over(pay(0.3), noon + 5 * minute)], noon + 6 * minute);
    expect(only().phase).toBe('recovering');
    incidents.tick(noon + 7 * minute + 10 * second);
    expect(only()).toMatchObject({ phase: 'resolved', resolvedAt: noon + 7 * minute + 10 * second, grade: 'P1' });
    incidents.receive([pay(0.3, { id: 'again', startedAt: noon + 9 * minute })], noon + 9 * minute + 20 * second);
    expect(only()).toMatchObject({ phase: 'open', resolvedAt: null, alarmCount: 2 });
    expect(kinds()).toEqual(['opened', 'recovering', 'resolved', 'relapsed']);
  });

  test('that comes and goes is called flapping, and says so once', () => {
    incidents.receive([pay(0.3)], noon);
    for (let round = 1; round <= 8; round += 1) {
      incidents.receive([pay(0.3, { phase: 'recovering' })], noon + 2 * round * minute);
      incidents.tick(noon + (2 * round + 1) * minute);
      incidents.receive([pay(0.3)], noon + (2 * round + 1) * minute);
    }
    expect(only()).toMatchObject({ flapping: true, phase: 'open' });
    expect(kinds().filter((kind) => kind === 'relapsed')).toHaveLength(3);
    expect(kinds().length).toBeLessThan(10);
    incidents.receive([over(pay(0.3), noon + 20 * minute)], noon + 20 * minute);
    tickTo(noon + 20 * minute, noon + 25 * minute);
    expect(only().phase).toBe('recovering');
    tickTo(noon + 25 * minute, noon + 31 * minute);
    expect(only().phase).toBe('resolved');
  });

  test('is not said to recover for every alarm that rests for a moment', () => {
    for (let i = 0; i < 20; i += 1)
      incidents.receive([pay(0.3, { phase: i % 3 === 0 ? 'active' : 'recovering' })], noon + i * 10 * second);
    expect(kinds()).toEqual(['opened']);
  });

  test('is graded by the share of orders lost: up at once, down only when it stays', () => {
    const shares: string[] = [];
    const at = (minutes: number, share: number): void => {
      incidents.receive([pay(share)], noon + minutes * minute);
      shares.push(only().grade);
    };
    at(1, 0.02);
    at(2, 0.05);
    at(3, 0.2);
    at(4, 0.6);
    at(5, 0.4);
    at(6, 0.3);
    at(8, 0.3);
    at(9, 0.3);
    expect(shares).toEqual(['P3', 'P2', 'P1', 'P0', 'P0', 'P0', 'P0', 'P1']);
    expect(only().gradeWorst).toBe('P0');
  });

  test('without lost orders is never graver than P3', () => {
    incidents.receive([alarm('nodes.errors', { node: 'redis-geo' }, noon, { score: 900, peakScore: 900 })], noon + minute);
    expect(only()).toMatchObject({ grade: 'P3', cost: null });
  });

  test('has a headline that does not flap with the numbers', () => {
    const seen = new Set<string>();
    for (let i = 0; i < 60; i += 1) {
      incidents.receive([pay(0.3 + 0.03 * Math.sin(i))], noon + i * 10 * second);
      seen.add(only().headline.zh);
    }
    expect([...seen]).toEqual(['支付少了 30%']);
    incidents.receive([pay(0.5)], noon + 11 * minute);
    expect(only().headline.zh).toBe('支付少了 50%');
  });

  test('that is only warned of becomes real in the same incident', () => {
    const warning = pay(0.02, {
      id: 'w forecast',
      loss: null,
      forecast: { limit: 960, crossesAt: noon + 20 * minute },
      shape: 'decline',
    });
    incidents.receive([warning], noon);
    expect(only()).toMatchObject({ grade: 'P3', forecastAt: noon + 20 * minute, headline: { zh: '支付一小时内会越过下限' } });
    incidents.receive([lost('orders.pay', {}, noon + 19 * minute, 0.2, 1, { shape: 'decline' })], noon + 20 * minute);
    incidents.tick(noon + 21 * minute);
    expect(only()).toMatchObject({ grade: 'P1', forecastAt: null, headline: { zh: '支付慢慢少了 20%' } });
  });
});

describe('people', () => {
  beforeEach(() => incidents.receive([pay(0.1)], noon + 20 * second));

  test('acknowledge and take it back, in their names', () => {
    incidents.acknowledge('1126-01', 'Ann', noon + minute);
    expect(only().acknowledged).toEqual({ by: 'Ann', at: noon + minute });
    incidents.unacknowledge('1126-01', 'Bo', noon + 2 * minute);
    expect(only().acknowledged).toBeNull();
    expect(only().steps.slice(1)).toEqual([
      { at: noon + minute, kind: 'acknowledged', by: 'Ann', note: null },
      { at: noon + 2 * minute, kind: 'unacknowledged', by: 'Bo', note: null },
    ]);
  });

  test('put it to sleep; it wakes when the time is over', () => {
    incidents.snooze('1126-01', 5, 'Ann', noon + minute);
    tickTo(noon + minute, noon + 5 * minute);
    expect(only().snoozed).toEqual({ by: 'Ann', until: noon + 6 * minute });
    tickTo(noon + 5 * minute, noon + 6 * minute);
    expect([only().snoozed, only().steps.at(-1)]).toEqual([null, { at: noon + 6 * minute, kind: 'woke', by: null, note: null }]);
  });

  test('put it to sleep; it wakes when it grows graver', () => {
    incidents.snooze('1126-01', 60, 'Ann', noon + minute);
    incidents.receive([pay(0.12)], noon + 2 * minute);
    expect(only().snoozed).not.toBeNull();
    incidents.receive([pay(0.3)], noon + 3 * minute);
    expect([only().snoozed, only().steps.at(-1)?.note]).toEqual([null, 'P1']);
  });

  test('resolve it by hand: what is still active opens nothing, what comes after it ended does', () => {
    incidents.resolve('1126-01', '已切走渠道 B', 'Ann', noon + minute);
    incidents.receive([pay(0.1), lost('orders.push', {}, noon + minute, 0.1)], noon + 2 * minute);
    tickTo(noon + 2 * minute, noon + 10 * minute);
    expect(only()).toMatchObject({ phase: 'resolved', alarmCount: 2 });
    incidents.receive(
      [over(pay(0.1), noon + 11 * minute), over(lost('orders.push', {}, noon + minute, 0.1), noon + 11 * minute)],
      noon + 11 * minute,
    );
    incidents.receive([lost('orders.pay', {}, noon + 30 * minute, 0.1)], noon + 30 * minute);
    expect(incidents.list().map(({ id, phase }) => [id, phase])).toEqual([
      ['1126-02', 'open'],
      ['1126-01', 'resolved'],
    ]);
  });

  test('reopen it: then it stays open until they say so or it alarmed again', () => {
    incidents.receive([over(pay(0.1), noon + 2 * minute)], noon + 2 * minute);
    tickTo(noon + 2 * minute, noon + 5 * minute);
    incidents.reopen('1126-01', 'Ann', noon + 6 * minute);
    tickTo(noon + 6 * minute, noon + 20 * minute);
    expect(only().phase).toBe('open');
  });

  test('say it was a false alarm: resolved, kept for the engine, and taken back again', () => {
    const storm = paymentOutage(workspace, noon).slice(0, 40);
    incidents.receive(storm, noon + minute);
    incidents.judge('1126-01', 'false', '压测忘了打标', 'Ann', noon + 2 * minute);
    expect(only()).toMatchObject({ phase: 'resolved', verdict: { false: true, by: 'Ann', note: '压测忘了打标' } });
    expect(incidents.judgements()).toHaveLength(40);
    expect(incidents.judgements()[0]).toEqual({
      ...{ seriesKey: pay(0.1).seriesKey, direction: 'below', peakScore: 3, verdict: 'false', at: noon + 2 * minute },
    });
    incidents.judge('1126-01', 'true', '', 'Bo', noon + 3 * minute);
    expect(only().verdict).toMatchObject({ false: false, by: 'Bo' });
    expect(incidents.judgements().at(-1)?.verdict).toBe('true');
  });

  test('get a sentence when it cannot be done', () => {
    const refusal = incidents.acknowledge('1126-09', 'Ann', noon);
    expect(refusal).toEqual({ ok: false, refusal: { code: 'not-found', message: expect.stringContaining('1126-09') as string } });
    incidents.resolve('1126-01', '', 'Ann', noon + minute);
    expect(incidents.resolve('1126-01', '', 'Ann', noon + minute).ok).toBe(false);
    expect(incidents.snooze('1126-01', 5, 'Ann', noon + minute).ok).toBe(false);
  });
});

describe('what is known about the day', () => {
  test('rehearsals open nothing real, and real trouble during one does and says that it runs', () => {
    events = [event('drill', noon - 5 * minute)];
    incidents.receive([pay(0.3, { id: 'drill', traffic: 'drill', seriesKey: 'd' }), pay(0.3)], noon + minute);
    expect(incidents.list().map(({ traffic, context }) => [traffic, context[0]?.kind])).toEqual([
      ['real', 'drill'],
      ['drill', 'drill'],
    ]);
  });

  test('maintenance opens nothing until it ends, and what stands then is trouble', () => {
    const begun = incidents.beginMaintenance(
      { name: '渠道 B 维护', minutes: 10, slice: { channel: 'B' }, nodes: ['channel-b'] },
      'Ann',
      noon,
    );
    expect(begun.ok).toBe(true);
    expect(incidents.maintenance()).toMatchObject([{ createdBy: 'Ann', fromFile: false, endsAt: noon + 10 * minute }]);
    // The total's fall is what channel B's fall makes of it.
    incidents.receive(paymentOutage(workspace, noon + minute).slice(0, 60), noon + 2 * minute);
    tickTo(noon + 2 * minute, noon + 9 * minute);
    expect(incidents.list()).toEqual([]);
    incidents.tick(noon + 10 * minute);
    expect(only()).toMatchObject({ phase: 'open', alarmCount: 60, headline: { zh: '支付少了 34%，集中在支付渠道 B' } });
  });

  test('what opened before maintenance explained it goes back under it', () => {
    incidents.beginMaintenance({ name: '渠道 B 维护', minutes: 10, slice: { channel: 'B' }, nodes: [] }, 'Ann', noon);
    incidents.receive([lost('orders.pay', {}, noon + minute, 0.34)], noon + 2 * minute);
    expect(only().phase).toBe('open');
    incidents.receive([lost('orders.pay', { channel: 'B' }, noon + minute, 0.97, 0.35)], noon + 2 * minute + 10 * second);
    expect(only()).toMatchObject({ phase: 'resolved', activeCount: 0 });
    expect(only().steps.at(-1)).toMatchObject({ kind: 'merged', note: '渠道 B 维护' });
    expect(incidents.resolve('1126-01', '', 'Ann', noon).ok).toBe(false);
  });

  test('what maintenance does not explain opens all the same, and what ended with it leaves nothing', () => {
    incidents.beginMaintenance({ name: '渠道 B 维护', minutes: 10, slice: { channel: 'B' }, nodes: [] }, 'Ann', noon);
    const planned = lost('orders.pay', { channel: 'B' }, noon + minute, 0.97, 0.35);
    incidents.receive([planned, lost('orders.submit', { city: 'xian' }, noon + 5 * minute, 0.5, 0.05)], noon + 6 * minute);
    expect(only().headline.zh).toBe('城市西安：提单少了 50%');
    incidents.receive([over(planned, noon + 8 * minute)], noon + 9 * minute);
    tickTo(noon + 9 * minute, noon + 12 * minute);
    expect(incidents.list()).toHaveLength(1);
    expect(incidents.alarms()).toHaveLength(1);
  });

  test('maintenance of the workspace file is known, and not ended here', () => {
    const planned = demoWorkspace((text) =>
      text.replace(
        '  promotions:\n',
        "  maintenance:\n    - { date: 2026-11-26, from: '12:00', to: '12:30', name: { zh: 机房割接, en: IDC move } }\n  promotions:\n",
      ),
    );
    incidents = createIncidents({ workspace: planned });
    incidents.receive([pay(0.5)], noon + minute);
    expect(incidents.list()).toEqual([]);
    const [one] = incidents.maintenance();
    expect(one).toMatchObject({ fromFile: true, endsAt: Date.parse('2026-11-26T12:30:00+08:00') });
    expect(incidents.endMaintenance(one?.id ?? '', noon)).toMatchObject({ ok: false, refusal: { code: 'not-allowed' } });
  });

  test('more orders in a promotion are what it is for; fewer are not', () => {
    events = [event('promotion', noon - 10 * minute)];
    incidents.receive([pay(-0.8, { direction: 'above', loss: null })], noon + minute);
    expect(incidents.list()).toEqual([]);
    incidents.receive([lost('orders.submit', {}, noon + 5 * minute, 0.2)], noon + 6 * minute);
    expect(only().context).toEqual([{ kind: 'promotion', name: { zh: '演练', en: 'drill' } }]);
  });

  test('changes shortly before are named, those on the node in trouble first', () => {
    const change = (target: string, before: number): RoomEvent =>
      event('change', noon - before, { id: target, target, title: { zh: target, en: target } });
    events = [change('menu', minute), change('promo', 2 * minute), change('eta', 3 * minute), change('redis-geo', 9 * minute)];
    incidents.receive([alarm('nodes.latency', { node: 'redis-geo' }, noon)], noon + minute);
    expect(only().context.map(({ name }) => name.zh)).toEqual(['redis-geo', 'menu', 'promo']);
  });
});

test('after a restart it goes on where it was: the engine tells the alarm again, under another name', () => {
  incidents.receive([pay(0.3)], noon + minute);
  incidents.acknowledge('1126-01', 'Ann', noon + 2 * minute);
  const remembered = { incidents: incidents.list(), alarms: incidents.alarms(), judgements: [], maintenance: [] };
  incidents = createIncidents({ workspace, remembered });
  incidents.receive([lost('orders.pay', {}, noon + 8 * minute, 0.3)], noon + 9 * minute);
  expect(only()).toMatchObject({ id: '1126-01', phase: 'open', acknowledged: { by: 'Ann' }, alarmCount: 2, activeCount: 1 });
});

test('after a restart what the engine does not speak of any more is over', () => {
  incidents.receive([pay(0.3)], noon + minute);
  const remembered = { incidents: incidents.list(), alarms: incidents.alarms(), judgements: [], maintenance: [] };
  incidents = createIncidents({ workspace, remembered });
  tickTo(noon + 60 * minute, noon + 65 * minute);
  expect(only().phase).toBe('open');
  tickTo(noon + 65 * minute, noon + 71 * minute);
  expect(only().phase).toBe('resolved');
});
