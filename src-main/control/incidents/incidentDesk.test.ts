import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { incidentPinsMax } from '../../../contract/coreLink';
import { alarmsMax, type Judgement } from '../../../contract/detection';
import type { GraphLook } from '../../../contract/graphQuery';
import { emptyState } from '../../../contract/state';
import type { Workspace } from '../../../contract/workspace';
import { createEngineReports, type EngineReports } from '../engineReports';
import { openMemory, type Memory } from '../journals/memory';
import { createSharedStore, type Store } from '../store';
import { createIncidentDesk, type IncidentDesk } from './incidentDesk';
import type { Notice } from './noticesOf';
import { lost, minute, noon, over, paymentOutage } from './testing/alarms';
import { demoWorkspace } from './testing/demoWorkspace';

/** A real shop: what happens in it is remembered. */
const shop = demoWorkspace((text) => text.replace('source: city', 'source: prometheus'));
const outage = lost('orders.pay', {}, noon, 0.34);

let folder: string;
let store: Store;
let memory: Memory;
let reports: EngineReports;
let desk: IncidentDesk;
let judged: readonly Judgement[][];
let notices: Notice[];
let roomAt: number;
let revision = 0;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'highnoon-incidents-'));
  roomAt = noon + minute;
  start(shop);
});
afterEach(() => {
  memory.close();
  rmSync(folder, { recursive: true });
});

/** What main puts together at each start. */
function start(workspace: Workspace, path: string | null = '/shop.yaml'): void {
  store = createSharedStore(() => undefined);
  const all: Judgement[][] = [];
  judged = all;
  notices = [];
  memory = openMemory(folder, (text) => {
    throw new Error(text);
  });
  reports = createEngineReports(
    store,
    () => 0,
    memory.keepEvents,
    undefined,
    (alarms) => desk.receive(alarms),
  );
  desk = createIncidentDesk({
    store,
    roomNow: () => roomAt,
    keepEvents: reports.keepEvents,
    keep: memory.keepIncident,
    judged: (judgements) => all.push([...judgements]),
    notices: (fresh) => notices.push(...fresh),
  });
  revision += 1;
  const opened = { revision, path, workspace };
  reports.begin(revision, memory.begin(opened));
  desk.begin(opened, memory.remembered());
}
function restart(workspace = shop, path: string | null = '/shop.yaml'): void {
  memory.close();
  start(workspace, path);
}
const receive = (...alarms: (typeof outage)[]): void => reports.receive({ type: 'alarms', revision, alarms });
const incident = () => store.read().incidents['1126-01'];
const event = () => store.read().events['incident 1126-01'];

test('an incident is one event in the lanes, and its alarms are in state', () => {
  receive(...paymentOutage(shop, noon).slice(0, 50));
  expect(Object.keys(store.read().alarms)).toHaveLength(50);
  expect(Object.keys(store.read().events)).toEqual(['incident 1126-01']);
  expect(event()).toMatchObject({
    ...{ kind: 'alarm', severity: 'critical', until: null, alert: null, backendId: 'prometheus', traffic: 'real' },
    title: { zh: '支付少了 34%，集中在支付渠道 B' },
    target: 'channel-b',
  });
});

test('the list of a server that fires does not end it, and its event is evicted like any other', () => {
  receive(outage);
  reports.receive({ type: 'firing', revision, backendId: 'prometheus', eventIds: [], at: noon + 2 * minute });
  expect(event()?.until).toBeNull();
  receive(over(outage, noon + 2 * minute));
  roomAt = noon + 5 * minute;
  desk.tick();
  desk.tick();
  expect([incident()?.phase, event()?.until]).toEqual(['resolved', noon + 5 * minute]);
});

test('what arrives about a former workspace is dropped', () => {
  reports.receive({ type: 'alarms', revision: revision - 1, alarms: [outage] });
  expect(store.read().incidents).toEqual(emptyState.incidents);
});

test('people are told once of what opened, and again when it is over', () => {
  receive(outage);
  receive(outage, lost('orders.push', {}, noon, 0.34));
  roomAt = noon + 5 * minute;
  receive(over(outage, noon + 2 * minute), over(lost('orders.push', {}, noon, 0.34), noon + 2 * minute));
  desk.tick();
  expect(notices.map(({ kind }) => kind)).toEqual(['opened', 'resolved']);
});

test('after a restart the same incident goes on, with what people did, said and declared', () => {
  receive(outage);
  desk.act((acts, at) => acts.acknowledge('1126-01', 'Ann', at));
  desk.act((acts, at) => acts.judge('1126-01', 'true', '', 'Ann', at));
  desk.act((acts, at) => acts.beginMaintenance({ name: '切换演练', minutes: 60, slice: {}, nodes: ['eta'] }, 'Bo', at));
  const before = incident();
  restart();
  expect(incident()).toEqual(before);
  expect(judged).toEqual([[expect.objectContaining({ seriesKey: outage.seriesKey, verdict: 'true' })]]);
  expect(Object.values(store.read().maintenance)).toMatchObject([{ name: { zh: '切换演练' }, createdBy: 'Bo' }]);
  receive({ ...outage, updatedAt: noon + 2 * minute });
  expect([Object.keys(store.read().incidents), incident()?.alarmCount]).toEqual([['1126-01'], 1]);
  expect(notices).toEqual([]);
});

const look = {
  target: 'pay-router→channel-b',
  at: noon + minute,
  score: 7,
  lost: [{ rule: 'failures', points: 58, now: 0.947, usual: 0.001, detail: 'caller', passedOnFrom: null, said: null }],
} satisfies GraphLook;

test('what a person pins stands beside the incident as it was seen, under its name, also after a restart', () => {
  receive(outage);
  const pinned = desk.pin('1126-01', look, 'Ann');
  if (!pinned.ok) throw new Error(pinned.refusal.message);
  const pin = { ...look, id: pinned.value.pinId, by: 'Ann', pinnedAt: roomAt };
  expect(incident()?.pins).toMatchObject([{ ...pin, name: { zh: 'pay-router → 渠道 B', en: 'pay-router → Channel B' } }]);
  expect(incident()?.steps.at(-1)).toMatchObject({
    kind: 'pinned',
    by: 'Ann',
    note: 'pay-router → 渠道 B · pay-router → Channel B',
  });
  expect(desk.pin('1126-01', look, 'Bo')).toEqual(pinned);
  expect(incident()?.pins).toHaveLength(1);
  const before = incident();
  restart();
  expect(incident()).toEqual(before);
  const off = desk.act((acts, at) => acts.unpin('1126-01', pinned.value.pinId, 'Bo', at));
  expect(off.ok).toBe(true);
  expect([incident()?.pins, incident()?.steps.at(-1)?.kind, incident()?.steps.at(-1)?.by]).toEqual([[], 'unpinned', 'Bo']);
  restart();
  expect(incident()?.pins).toEqual([]);
  expect(desk.act((acts, at) => acts.unpin('1126-01', pinned.value.pinId, 'Bo', at)).ok).toBe(false);
});

test('a resolved incident takes pins for its report, one that became a part of another says where to go', () => {
  receive(outage);
  desk.act((acts, at) => acts.resolve('1126-01', '', 'Ann', at));
  expect(desk.pin('1126-01', look, 'Ann').ok).toBe(true);
  expect(desk.pin('1126-77', look, 'Ann')).toMatchObject({ ok: false, refusal: { code: 'not-found' } });
});

test('there is an end to pins', () => {
  receive(outage);
  for (let number = 0; number < incidentPinsMax; number += 1) desk.pin('1126-01', { ...look, at: noon + number }, 'Ann');
  const more = desk.pin('1126-01', { ...look, at: noon - 1 }, 'Ann');
  expect(more.ok ? '' : more.refusal.message).toContain(`${incidentPinsMax} pins already`);
  expect(incident()?.pins).toHaveLength(incidentPinsMax);
});

test('a maintenance that was ended stays ended', () => {
  const begun = desk.act((acts, at) => acts.beginMaintenance({ name: '切换', minutes: 60, slice: {}, nodes: [] }, 'Bo', at));
  if (!begun.ok) throw new Error(begun.refusal.message);
  roomAt += minute;
  desk.act((acts, at) => acts.endMaintenance(begun.value.maintenanceId, at));
  restart();
  receive(lost('orders.pay', {}, roomAt + 3 * minute, 0.3));
  expect(Object.keys(store.read().incidents)).toHaveLength(1);
});

test('another workspace has its own incidents', () => {
  receive(outage);
  restart(shop, '/other.yaml');
  expect(store.read().incidents).toEqual({});
  restart(shop, '/shop.yaml');
  expect(Object.keys(store.read().incidents)).toEqual(['1126-01']);
});

test('the embedded city is another world at each start', () => {
  const city = demoWorkspace();
  restart(city, null);
  receive(outage);
  expect(Object.keys(store.read().incidents)).toHaveLength(1);
  restart(city, null);
  expect(store.read().incidents).toEqual({});
});

test('an event of an incident that nobody remembers does not stand in the lanes for ever', () => {
  receive(outage);
  reports.begin(revision, Object.values(store.read().events));
  desk.begin({ revision, path: null, workspace: shop }, { incidents: [], alarms: [], judgements: [], maintenance: [] });
  expect(event()?.until).toBe(roomAt);
});

test('what is said of a replayed alarm is used like what is said of an incident', () => {
  const alarm = { id: 'r1', seriesKey: 's', metricId: 'orders.pay', slice: {}, startedAt: noon, endedAt: noon + minute } as const;
  const numbers = { direction: 'below', shape: 'cliff', peakScore: 4, value: 1, expected: 2, lost: null } as const;
  store.put('backtest', 'current', {
    ...{ id: 'b', phase: 'done', progress: 1, reason: null, series: 1, unread: 0, points: 1, stepMs: 10_000, timesRealTime: 9 },
    request: { from: 0, to: 1, metricIds: [], slices: false, runs: [{ detector: 'level', sensitivity: 1 }] },
    runs: [{ detector: 'level', sensitivity: 1, alarms: [{ ...alarm, ...numbers }], more: 0, perDay: 1 }],
  });
  expect(desk.judgeReplayed({ alarmId: 'r1', verdict: 'false' }).ok).toBe(true);
  expect(judged.at(-1)).toEqual([{ seriesKey: 's', direction: 'below', peakScore: 4, verdict: 'false', at: roomAt }]);
  expect(desk.judgeReplayed({ alarmId: 'gone', verdict: 'false' })).toMatchObject({ refusal: { code: 'not-found' } });
});

test('a storm larger than state holds keeps its standing alarms and lets ended ones go', () => {
  const cuts = Array.from({ length: alarmsMax + 200 }, (_, i) => lost('orders.pay', { city: `c${i}` }, noon, 0.34, 0.0005));
  receive(outage, ...cuts.map((one, i) => (i < 400 ? over(one, noon + minute) : one)));
  const held = Object.values(store.read().alarms);
  expect(held).toHaveLength(alarmsMax);
  expect(held.filter(({ phase }) => phase === 'active')).toHaveLength(alarmsMax + 200 - 400 + 1);
  expect([incident()?.alarmIds.length, incident()?.alarmCount]).toEqual([400, alarmsMax + 201]);
});
