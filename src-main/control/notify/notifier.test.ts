import { createHmac, timingSafeEqual } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ChannelSecret } from '../../../contract/backendSettings';
import type { Diagnosis } from '../../../contract/diagnosis';
import type { Incident, NotifyChannelView } from '../../../contract/incidents';
import type { NotifyChannelSettings, Workspace } from '../../../contract/workspace';
import { createIncidents, type Incidents } from '../incidents/incidents';
import { noticesOf } from '../incidents/noticesOf';
import { lost, minute, noon, over } from '../incidents/testing/alarms';
import { demoWorkspace } from '../incidents/testing/demoWorkspace';
import { createSharedStore, type Store } from '../store';
import { createNotifier, type Notifier } from './notifier';
import { createPoster } from './post';
import { perMinuteMax } from './outbox';
import { openReceiver, type Answer, type Received, type Receiver } from './testing/receiver';

const demo = demoWorkspace();
const wallNow = Date.parse('2026-11-26T04:05:06.789Z');
const secrets: Readonly<Partial<Record<ChannelSecret, string>>> = {
  channelToken: 'tok en/1',
  signingSecret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
};

let receiver: Receiver;
let answer: (received: Received, number: number) => Answer;
let known: Readonly<Partial<Record<ChannelSecret, string>>>;
let store: Store;
let notifier: Notifier;
let incidents: Incidents;
let told: ReadonlyMap<string, Incident>;
let pauses: number[];
let monotonic: number;
let noted: (text: string) => void;

beforeEach(async () => {
  answer = () => ({ text: '{"code":0,"errcode":0}' });
  receiver = await openReceiver((received, number) => answer(received, number));
  known = secrets;
  store = createSharedStore(() => undefined);
  incidents = createIncidents({ workspace: demo });
  told = new Map();
  pauses = [];
  monotonic = 0;
  noted = () => undefined;
  notifier = createNotifier({
    store,
    poster: createPoster(300),
    secretsOf: () => known,
    note: (id, kind, text) => {
      incidents.note(id, kind, text, noon);
      noted(`${kind}: ${text}`);
    },
    roomNow: () => noon,
    wallNow: () => wallNow,
    monotonicNow: () => monotonic,
    pause: async (ms) => {
      pauses.push(ms);
      monotonic += ms;
    },
    log: () => undefined,
  });
});
afterEach(async () => {
  await notifier.close();
  await receiver.close();
});

function begin(kind: NotifyChannelSettings['kind'], path: string, change: Partial<NotifyChannelSettings> = {}): Workspace {
  const channel: NotifyChannelSettings = {
    ...{ kind, name: { zh: '值班群', en: 'duty' }, url: `${receiver.origin}${path}`, grades: ['P0', 'P1'] },
    ...{ resolved: true, language: 'zh', signed: true },
    ...change,
  };
  const workspace = { ...demo, notify: { duty: channel } };
  notifier.begin(workspace);
  return workspace;
}
const view = (): NotifyChannelView | undefined => store.read().notify['duty'];
/** Tells what has changed since the last time; resolves with what is noted in the incident. */
function tell(): Promise<string> {
  const list = incidents.list();
  const notices = noticesOf(told, list);
  told = new Map(list.map((incident) => [incident.id, incident]));
  return new Promise((resolve) => {
    noted = resolve;
    notifier.tell(notices);
  });
}
const channelB: Diagnosis = {
  ...{ incidentId: '1126-01', version: 1, phase: 'told', reason: null, firstAt: noon, at: noon, from: noon, to: noon },
  ...{ verdict: 'fault', demand: 1, symptom: { node: 'pay-router', kind: 'failures' }, tookMs: 1 },
  suspects: [
    {
      ...{ id: 'external channel-b', kind: 'external', target: 'channel-b', name: { zh: '渠道 B', en: 'Channel B' } },
      ...{ confidence: 0.92, explains: { share: 0.9, perMinute: -312 }, since: noon, path: ['pay-router', 'channel-b'] },
      ...{ evidence: [], changes: [] },
    },
  ],
  ...{ residual: { share: 0.1, perMinute: null }, ruledOut: [], dimensions: [] },
};
const outage = (share = 0.34) => lost('orders.pay', {}, noon, share);
const hmac = (key: string | Buffer, text: string): string => createHmac('sha256', key).update(text).digest('base64');

test('its cause is told once when it is found, only to who was told of the incident, and stands in what is told later', async () => {
  begin('feishu', '/hook/');
  incidents.receive([outage()], noon + minute);
  await tell();
  store.put('diagnoses', '1126-01', channelB);
  incidents.note('1126-01', 'diagnosed', '渠道 B', noon + minute);
  await tell();
  incidents.note('1126-01', 'diagnosed', '渠道 A', noon + minute);
  incidents.receive([outage(0.6)], noon + 2 * minute);
  await tell();
  const texts = receiver.received.map(({ body }) => (JSON.parse(body) as { content: { text: string } }).content.text.split('\n'));
  expect(texts.map(([title]) => title)).toEqual([
    'P1 新事件 · 支付少了 34%',
    'P1 已定位 · 支付少了 34%',
    'P0 升级 · 支付少了 60%',
  ]);
  expect(texts.map((lines) => lines.find((line) => line.startsWith('原因')))).toEqual([
    undefined,
    '原因：渠道 B（把握 0.92），解释每分钟 312 单',
    '原因：渠道 B（把握 0.92），解释每分钟 312 单',
  ]);
});

describe('each receiver can check that it was us, as its makers say', () => {
  beforeEach(() => incidents.receive([outage()], noon + minute));

  test('a signed webhook, as Standard Webhooks describe it', async () => {
    begin('webhook', '/hook?room=1');
    expect(await tell()).toBe('notified: 值班群 · P1');
    const [{ headers, body, url } = { headers: {}, body: '', url: new URL(receiver.origin) }] = receiver.received;
    const key = Buffer.from('MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'base64');
    const [version, signature = ''] = (headers['webhook-signature'] ?? '').split(',');
    const wanted = hmac(key, `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`);
    expect(version).toBe('v1');
    expect(timingSafeEqual(Buffer.from(signature), Buffer.from(wanted))).toBe(true);
    expect(headers['webhook-timestamp']).toBe(String(Math.floor(wallNow / 1_000)));
    expect(url.pathname + url.search).toBe('/hook?room=1');
    expect(JSON.parse(body)).toMatchObject({
      type: 'highnoon.incident',
      data: { kind: 'opened', simulated: true, incident: { id: '1126-01', grade: 'P1' }, title: 'P1 新事件 · 支付少了 34%' },
    });
  });

  test('a Feishu bot: timestamp and signature in the body, the token in the path', async () => {
    begin('feishu', '/open-apis/bot/v2/hook/');
    await tell();
    const [one] = receiver.received;
    const body = JSON.parse(one?.body ?? '{}') as {
      timestamp: string;
      sign: string;
      msg_type: string;
      content: { text: string };
    };
    expect(one?.url.pathname).toBe('/open-apis/bot/v2/hook/tok%20en%2F1');
    expect(body.timestamp).toBe(String(Math.floor(wallNow / 1_000)));
    expect(body.sign).toBe(hmac(`${body.timestamp}\n${secrets.signingSecret ?? ''}`, ''));
    expect(body.msg_type).toBe('text');
    expect(body.content.text.split('\n')).toEqual([
      'P1 新事件 · 支付少了 34%',
      '外卖交易 · 全国（模拟数据） · 1126-01',
      '12:02 开始',
      '已少 8,160 单，每分钟 24,480 单',
    ]);
  });

  test('a DingTalk bot: milliseconds and signature in the address', async () => {
    begin('dingtalk', '/robot/send', { language: 'en' });
    await tell();
    const [one] = receiver.received;
    const query = one?.url.searchParams;
    expect([query?.get('access_token'), query?.get('timestamp')]).toEqual(['tok en/1', String(wallNow)]);
    expect(query?.get('sign')).toBe(hmac(secrets.signingSecret ?? '', `${wallNow}\n${secrets.signingSecret ?? ''}`));
    expect(JSON.parse(one?.body ?? '{}')).toMatchObject({
      msgtype: 'markdown',
      markdown: { title: 'P1 new · Orders down 34 % at “paid”' },
    });
  });

  test('a WeCom bot: the key in the address, markdown of at most 4,096 bytes', async () => {
    begin('wecom', '/cgi-bin/webhook/send');
    await tell();
    const [one] = receiver.received;
    expect(one?.url.searchParams.get('key')).toBe('tok en/1');
    const { msgtype, markdown } = JSON.parse(one?.body ?? '{}') as { msgtype: string; markdown: { content: string } };
    expect(msgtype).toBe('markdown');
    expect(Buffer.byteLength(markdown.content)).toBeLessThanOrEqual(4_096);
  });

  test('a bot that wants no signature gets none', async () => {
    begin('feishu', '/hook', { signed: false });
    known = { channelToken: 't' };
    await tell();
    expect(JSON.parse(receiver.received[0]?.body ?? '{}')).not.toHaveProperty('sign');
  });
});

describe('what goes wrong is said', () => {
  beforeEach(() => incidents.receive([outage()], noon + minute));

  test.each([
    ['feishu', '{"code":19021,"msg":"sign match fail or timestamp is not within one hour"}', '19021'],
    ['dingtalk', '{"errcode":310000,"errmsg":"sign not match"}', '310000'],
    ['wecom', '{"errcode":93000,"errmsg":"invalid webhook url"}', '93000'],
    ['wecom', '<html>log in</html>', 'no answer of a bot'],
  ] as const)('%s answers 200 and refuses in the body: %s', async (kind, text, said) => {
    answer = () => ({ text });
    begin(kind, '/x');
    expect(await tell()).toContain(said);
    expect(view()).toMatchObject({ phase: 'failing', sentAt: null, reason: expect.stringContaining(said) as string });
    expect(receiver.received).toHaveLength(1);
  });

  test('a receiver that is overloaded or gone for a moment is tried again, with a pause that grows', async () => {
    answer = (_received, number) => (number === 1 ? { status: 503 } : number === 2 ? 'hangUp' : { status: 204 });
    begin('webhook', '/hook');
    expect(await tell()).toBe('notified: 值班群 · P1');
    expect([pauses, view()?.phase, view()?.sentAt]).toEqual([[2_000, 10_000], 'ready', noon]);
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  });

  test('a receiver that never answers is given up after three tries, and the address stays secret', async () => {
    answer = () => 'never';
    begin('wecom', '/send');
    expect(await tell()).toContain('did not answer within 0.3 s');
    expect(receiver.received).toHaveLength(3);
    expect(view()?.reason).not.toContain('tok');
  });

  test('a redirect is not followed: it could lead the secret elsewhere', async () => {
    answer = () => ({ status: 307, headers: { location: `${receiver.origin}/elsewhere` } });
    begin('webhook', '/hook');
    expect(await tell()).toContain('redirect');
    expect(receiver.received).toHaveLength(1);
  });

  test('without its secret a channel waits and nothing is sent; with it, it is ready', async () => {
    known = {};
    begin('feishu', '/hook');
    expect(view()?.phase).toBe('waiting');
    expect(await tell()).toContain('has not been entered');
    expect(receiver.received).toHaveLength(0);
    known = secrets;
    notifier.secretsChanged();
    expect(view()?.phase).toBe('ready');
  });

  test('a try says that it is one, and its failure comes back to whoever tried', async () => {
    begin('feishu', '/hook');
    expect((await notifier.try('duty')).ok).toBe(true);
    expect(receiver.received[0]?.body).toContain('没有发生任何事');
    answer = () => ({ status: 404 });
    expect(await notifier.try('duty')).toMatchObject({
      ok: false,
      refusal: { message: expect.stringContaining('404') as string },
    });
    expect(await notifier.try('gone')).toMatchObject({ ok: false, refusal: { code: 'not-found' } });
  });
});

describe('one message, not a storm', () => {
  test('for an incident, for each time it grows graver, and for its end; nothing in between', async () => {
    begin('webhook', '/hook');
    incidents.receive([outage(0.1)], noon + minute);
    notifier.tell(noticesOf(told, incidents.list()));
    told = new Map(incidents.list().map((incident) => [incident.id, incident]));
    incidents.receive([outage(0.2)], noon + 2 * minute);
    await tell();
    incidents.receive([outage(0.21), lost('orders.push', {}, noon, 0.2)], noon + 3 * minute);
    expect(noticesOf(told, incidents.list())).toEqual([]);
    incidents.receive([outage(0.7)], noon + 4 * minute);
    await tell();
    incidents.receive(
      [over(outage(0.7), noon + 5 * minute), over(lost('orders.push', {}, noon, 0.2), noon + 5 * minute)],
      noon + 6 * minute,
    );
    incidents.tick(noon + 8 * minute);
    await tell();
    const kinds = receiver.received.map(
      ({ body }) => (JSON.parse(body) as { data: { title: string } }).data.title.split(' · ')[0],
    );
    expect(kinds).toEqual(['P1 新事件', 'P0 升级', 'P0 已恢复']);
  });

  test('its end is not told to who never heard of it, nor anything of rehearsals or of what sleeps', () => {
    begin('webhook', '/hook', { grades: ['P0'] });
    incidents.receive([outage(0.2), { ...outage(0.9), id: 'd', seriesKey: 'd', traffic: 'drill' }], noon + minute);
    const [real] = incidents.list().filter(({ traffic }) => traffic === 'real');
    if (real === undefined) throw new Error('there is one');
    notifier.tell(noticesOf(new Map(), incidents.list()));
    notifier.tell([
      { kind: 'resolved', incident: { ...real, phase: 'resolved' } },
      { kind: 'graver', incident: { ...real, grade: 'P0', snoozed: { by: 'Ann', until: noon } } },
    ]);
    expect(receiver.received).toEqual([]);
  });

  test('many incidents at once leave no faster than the receiver takes them', async () => {
    begin('webhook', '/hook');
    incidents.receive([outage()], noon + minute);
    const [incident] = incidents.list();
    if (incident === undefined) throw new Error('there is one');
    const count = perMinuteMax + 5;
    notifier.tell(Array.from({ length: count }, (_, i) => ({ kind: 'opened', incident: { ...incident, id: `1126-${i}` } })));
    await receiver.count(count);
    expect(pauses).toEqual([60_000]);
  });
});

test('nobody is called by a name in a file', async () => {
  begin('feishu', '/hook', { signed: false });
  incidents.receive([lost('orders.pay', { city: '<at user_id="all">所有人</at>' }, noon, 0.5, 0.6)], noon + minute);
  await tell();
  expect(receiver.received[0]?.body).not.toContain('<at');
});
