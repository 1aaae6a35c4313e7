import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CheckAnswer, CheckRun, Diagnosis, IncidentCase } from '../../../contract/diagnosis';
import type { FromEngine } from '../../../contract/engineProtocol';
import type { Workspace } from '../../../contract/workspace';
import { createEngineReports, type EngineReports } from '../engineReports';
import { createIncidentDesk, type IncidentDesk } from '../incidents/incidentDesk';
import { lost, minute, noon, over } from '../incidents/testing/alarms';
import { demoWorkspace } from '../incidents/testing/demoWorkspace';
import { openMemory, type Memory } from '../journals/memory';
import { createSharedStore, type Store } from '../store';
import { createDiagnosisDesk } from './diagnosisDesk';
import { diagnosisOf, runOf, second, suspectOf } from './testing/findings';

/** A real shop: what happens in it is remembered. */
const shop = demoWorkspace((text) => text.replace('source: city', 'source: prometheus'));
const id = '1126-01';
const outage = lost('orders.pay', {}, noon, 0.34);

let folder: string;
let store: Store;
let memory: Memory;
let reports: EngineReports;
let incidents: IncidentDesk;
let cases: readonly IncidentCase[];
let roomAt: number;
let revision = 0;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'highnoon-findings-'));
  roomAt = noon + minute;
  start(shop);
  receive({ type: 'alarms', revision, alarms: [outage] });
});
afterEach(() => {
  memory.close();
  rmSync(folder, { recursive: true });
});

/** What main puts together at each start. */
function start(workspace: Workspace): void {
  store = createSharedStore(() => undefined);
  memory = openMemory(folder, (text) => {
    throw new Error(text);
  });
  reports = createEngineReports(
    store,
    () => 0,
    memory.keepEvents,
    undefined,
    (alarms) => incidents.receive(alarms),
    {
      receive: (diagnosis) => findings.receive(diagnosis),
      receiveChecks: (run) => findings.receiveChecks(run),
    },
  );
  incidents = createIncidentDesk({
    ...{ store, roomNow: () => roomAt, keepEvents: reports.keepEvents, keep: memory.keepIncident },
    ...{ judged: () => undefined, notices: () => undefined, published: () => findings.follow() },
  });
  const findings = createDiagnosisDesk({
    store,
    tellCases: (told) => (cases = told),
    note: (incidentId, text) => incidents.note(incidentId, 'diagnosed', text),
    keep: memory.keepFinding,
  });
  revision += 1;
  const opened = { revision, path: '/shop.yaml', workspace };
  reports.begin(revision, memory.begin(opened));
  findings.begin(memory.rememberedFindings());
  incidents.begin(opened, memory.remembered());
}
function restart(workspace = shop): void {
  memory.close();
  start(workspace);
}
const receive = (message: FromEngine): void => reports.receive(message);
const say = (diagnosis: Diagnosis): void => receive({ type: 'diagnosis', revision, diagnosis });
const sayRun = (run: CheckRun): void => receive({ type: 'checks', revision, run });
const said = (): Diagnosis | undefined => store.read().diagnoses[id];
const run = (): CheckRun | undefined => store.read().checks[`${id} payment-channel`];
const steps = (kind: string) => store.read().incidents[id]?.steps.filter((step) => step.kind === kind) ?? [];
const entries = (kind: string): number =>
  readdirSync(folder)
    .filter((file) => file.startsWith('findings-'))
    .flatMap((file) => readFileSync(join(folder, file), 'utf8').split('\n'))
    .filter((line) => line.includes(`{"kind":"${kind}"`)).length;
const resolve = (note: string) => incidents.act((acts, at) => acts.resolve(id, note, '安', at));
const answer = (answerId: string, note = ''): void => {
  const given: CheckAnswer = { runbookId: 'payment-channel', checkId: 'announced', answerId, note, by: '安', at: roomAt };
  incidents.act((acts) => acts.answer(id, given, { zh: '答', en: 'answer' }));
};

test('what was found out is there again after a restart, and the cause is noted once', () => {
  say(diagnosisOf(id, noon + 45 * second));
  sayRun(runOf(id, noon + 50 * second));
  restart();
  expect(said()).toMatchObject({ firstAt: noon + 45 * second, suspects: [{ target: 'channel-b' }] });
  expect(run()).toMatchObject({ phase: 'waiting', checks: [{ state: 'bad', value: 90 }, { state: 'waiting' }] });
  say(diagnosisOf(id, noon + 3 * minute));
  expect(steps('diagnosed')).toMatchObject([{ note: 'channel-b' }]);
});

test('an engine that began anew neither takes the cause away nor moves the moment when it was found', () => {
  say(diagnosisOf(id, noon + 45 * second, { version: 7 }));
  say(diagnosisOf(id, noon + 2 * minute, { version: 1, phase: 'looking', firstAt: null, suspects: [] }));
  expect(said()).toMatchObject({ phase: 'told', version: 7 });
  say(
    diagnosisOf(id, noon + 2 * minute, {
      version: 2,
      phase: 'failed',
      firstAt: null,
      suspects: [],
      reason: 'Prometheus is away.',
    }),
  );
  expect(said()).toMatchObject({ phase: 'told', reason: 'Prometheus is away.', suspects: [{ target: 'channel-b' }] });
  say(diagnosisOf(id, noon + 3 * minute, { version: 3, suspects: [suspectOf('channel-a')] }));
  expect(said()).toMatchObject({ firstAt: noon + 45 * second, version: 9, reason: null, suspects: [{ target: 'channel-a' }] });
  expect(steps('diagnosed').map(({ note }) => note)).toEqual(['channel-b', 'channel-a']);
});

test('another cause is written at once, other numbers once a minute, and what is said last when it is over', () => {
  const at = noon + 45 * second;
  for (let i = 0; i < 12; i += 1)
    say(diagnosisOf(id, at + i * 10 * second, { version: i + 1, firstAt: at, residual: { share: i / 100, perMinute: i } }));
  expect(entries('diagnosis')).toBe(2);
  say(diagnosisOf(id, at + 125 * second, { version: 13, firstAt: at, suspects: [suspectOf('channel-c')] }));
  expect(entries('diagnosis')).toBe(3);
  say(
    diagnosisOf(id, at + 130 * second, {
      version: 14,
      firstAt: at,
      suspects: [suspectOf('channel-c')],
      residual: { share: 0.5, perMinute: 9 },
    }),
  );
  expect(entries('diagnosis')).toBe(3);
  resolve('');
  expect(entries('diagnosis')).toBe(4);
  restart();
  expect(said()).toMatchObject({ version: 14, residual: { perMinute: 9 } });
});

test('of a world that begins anew at each start nothing is kept', () => {
  restart(demoWorkspace());
  receive({ type: 'alarms', revision, alarms: [outage] });
  say(diagnosisOf(id, noon + 45 * second));
  sayRun(runOf(id, noon + 50 * second));
  expect([entries('diagnosis'), entries('checks')]).toEqual([0, 0]);
  restart(demoWorkspace());
  expect([said(), run()]).toEqual([undefined, undefined]);
});

test('a runbook that is run again hides nothing that was found until it is through, and takes no conclusion away', () => {
  const conclusion = { zh: '渠道', en: 'the channel' };
  sayRun(runOf(id, noon + 50 * second));
  sayRun(runOf(id, noon + 2 * minute, { phase: 'running' }));
  expect(run()?.startedAt).toBe(noon + 50 * second);
  sayRun(runOf(id, noon + 2 * minute, { phase: 'concluded', conclusion }));
  expect(run()).toMatchObject({ startedAt: noon + 2 * minute, conclusion });
  sayRun(runOf(id, noon + 4 * minute, { phase: 'done' }));
  expect(run()).toMatchObject({ startedAt: noon + 2 * minute, conclusion });
});

test('an answer reaches the engine and its question; after the end it still does, for the report', () => {
  sayRun(runOf(id, noon + 50 * second));
  answer('yes', '来电确认');
  expect(cases[0]?.answers).toMatchObject([{ answerId: 'yes' }]);
  expect(run()?.checks[1]).toMatchObject({ state: 'bad', by: '安', said: { zh: '有：来电确认', en: 'yes: 来电确认' } });
  resolve('切走 B');
  expect([cases, run()?.phase]).toEqual([[], 'done']);
  roomAt += minute;
  answer('no');
  expect(run()?.checks[1]).toMatchObject({ state: 'good', at: roomAt });
  restart();
  expect(run()?.checks[1]).toMatchObject({ state: 'good', by: '安' });
});

test('what nobody got to before the end says so', () => {
  sayRun(runOf(id, noon + 50 * second));
  resolve('');
  expect(run()).toMatchObject({ phase: 'done', endedAt: roomAt });
  expect(run()?.checks[1]).toMatchObject({ state: 'unknown', said: { zh: '事件结束前没有人回答。' } });
});

test('a new incident is beside former ones that look like it, by its cause as soon as there is one, with what helped then', () => {
  const ofB = lost('orders.pay', { channel: 'B' }, noon, 0.9, 0.35);
  receive({ type: 'alarms', revision, alarms: [ofB] });
  say(diagnosisOf(id, noon + 45 * second));
  roomAt += minute;
  const event = {
    id: 'e1',
    at: roomAt,
    kind: 'action',
    title: { zh: '切走渠道 B', en: 'channel B to 0' },
    target: 'channel-b',
  } as const;
  const room = { traffic: 'real', backendId: 'prometheus', severity: 'none', until: null, labels: {}, alert: null } as const;
  receive({ type: 'events', revision, events: [{ ...event, ...room }] });
  roomAt += minute;
  resolve('渠道恢复后切回');
  receive({ type: 'alarms', revision, alarms: [over(outage, roomAt), over(ofB, roomAt)] });

  roomAt += 120 * minute;
  const again = lost('orders.pay', {}, roomAt - minute, 0.3);
  const cut = lost('orders.pay', { channel: 'B' }, roomAt - minute, 0.9, 0.35);
  receive({ type: 'alarms', revision, alarms: [again, cut] });
  const next = '1126-02';
  const similar = () => store.read().similar[next];
  expect(similar()).toMatchObject([{ incidentId: id, same: ['stage', 'slice'], cause: { zh: 'channel-b' } }]);
  const before = similar()?.[0]?.alike ?? 0;
  say(diagnosisOf(next, roomAt));
  expect(similar()?.[0]?.same).toContain('cause');
  expect(similar()?.[0]?.alike).toBeGreaterThanOrEqual(before);
  expect(similar()?.[0]?.helped).toEqual([
    { at: event.at, by: null, what: event.title },
    { at: event.at + minute, by: '安', what: { zh: '解除：渠道恢复后切回', en: 'resolved: 渠道恢复后切回' } },
  ]);
  incidents.act((acts, at) => acts.judge(id, 'false', '', '安', at));
  expect(similar()).toEqual([]);
});
