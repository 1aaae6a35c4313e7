import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { EngineAnswers, EngineQuestion, FromEngine } from '../../contract/engineProtocol';
import type { BackendHealth, Matcher, RoomEvent, SilenceView } from '../../contract/state';
import type { Result } from '../../contract/result';
import { workspaceSchema } from '../../contract/workspace';
import { createEngine, type Engine } from './engine';
import { startCityStandIn, type CityStandIn } from './testing/cityStandIn';
import { startRealAlertmanager, type RealAlertmanager } from './testing/realAlertmanager';
import { systemTimers } from './timers';

const name = { zh: '店', en: 'shop' };
const hourMs = 3_600_000;
let server: RealAlertmanager;
let city: CityStandIn;
let engine: Engine;
let messages: FromEngine[] = [];
let askId = 0;

beforeAll(async () => {
  [server, city] = await Promise.all([startRealAlertmanager(), startCityStandIn(Date.now())]);
}, 30_000);
afterAll(async () => {
  await Promise.all([server.close(), city.close()]);
});

beforeEach(() => {
  messages = [];
  engine = createEngine({
    post: (message) => messages.push(message),
    timers: systemTimers,
    random: Math.random,
    openHistory: () => Promise.resolve(null),
  });
  const workspace = workspaceSchema.parse({
    version: 1,
    name,
    timeZone: 'Asia/Shanghai',
    backends: {
      city: { kind: 'demoCity', url: city.url },
      am: { kind: 'alertmanager', url: server.url, poll: '200ms' },
    },
    source: 'city',
    metrics: { pay: { name, query: { demoCity: 'orders.pay' } } },
    funnel: [{ metric: 'pay' }],
  });
  engine.handle(
    { type: 'workspace', revision: 1, workspace, demoCityUrl: null, dataFolder: '', secrets: {}, folder: null },
    undefined,
  );
});
afterEach(() => engine.close());

describe('a real Alertmanager', () => {
  it('is told as alive, with its version and a clock of whole seconds', async () => {
    await expect.poll(health, { timeout: 5_000 }).toMatchObject({ phase: 'live', failure: null });
  });

  it('tells an alert within a poll or two: title, severity, target and labels', async () => {
    await server.post([{ labels: pay('told'), annotations: { summary: 'payment channel B is down' } }]);
    await expect
      .poll(() => newest('told'), { timeout: 5_000 })
      .toMatchObject({
        kind: 'alarm',
        backendId: 'am',
        severity: 'critical',
        target: 'pay',
        title: { zh: 'payment channel B is down', en: 'payment channel B is down' },
        traffic: 'real',
        until: null,
        labels: pay('told'),
        alert: { state: 'active', silencedBy: [], inhibitedBy: [], acknowledged: null },
      });
    expect(newest('told')?.id).toMatch(/^alert:am:[0-9a-f]{16}:\d{13}$/);
    await server.post([{ labels: { ...pay('told'), severity: 'odd' } }, { labels: { alertname: 'told', traffic: 'drill' } }]);
    await expect
      .poll(() =>
        all('told')
          .map(({ severity, traffic }) => `${severity} ${traffic}`)
          .sort(),
      )
      .toEqual(['critical real', 'warning drill', 'warning real']);
  });

  it('an alert that left the list has ended, at the moment its sender said', async () => {
    await server.post([{ labels: pay('ends') }]);
    await expect.poll(() => newest('ends')?.until, { timeout: 5_000 }).toBe(null);
    await server.post([{ labels: pay('ends'), endsAt: new Date() }]);
    await expect.poll(() => newest('ends')?.alert?.state, { timeout: 5_000 }).toBe('resolved');
    const ended = newest('ends');
    expect(ended?.until).toBeGreaterThanOrEqual(ended?.at ?? Number.NaN);
    expect(ended?.until).toBeLessThan(Date.now() + 1_500);
  });

  it('a silence is previewed by the server itself, put, read back, told, and ended', async () => {
    await server.post([{ labels: pay('hush') }, { labels: { ...pay('hush'), service: 'push' } }]);
    const matchers: Matcher[] = [is('alertname', 'hush'), { ...is('service', 'pa.*'), isRegex: true }];
    await expect
      .poll(async () => {
        const hidden = await ask('matchAlerts', { backendId: 'am', matchers });
        return hidden.ok ? hidden.value.map(({ labels }) => labels['service']) : hidden.refusal;
      })
      .toEqual(['pay']);

    const put = await ask('putSilence', { backendId: 'am', id: null, silence: draft(matchers) });
    const id = idOf(put);
    // The list was read again before the answer came.
    expect(silences()).toContainEqual({
      id,
      backendId: 'am',
      state: 'active',
      matchers,
      startsAt: expect.any(Number) as number,
      endsAt: expect.any(Number) as number,
      createdBy: '林岚',
      comment: 'certificate reload',
    });
    await expect
      .poll(() => newest('hush', 'pay')?.alert, { timeout: 5_000 })
      .toMatchObject({ state: 'suppressed', silencedBy: [id] });
    expect(newest('hush', 'push')?.alert?.state).toBe('active');

    expect(await ask('expireSilence', { backendId: 'am', silenceId: id })).toEqual({ ok: true, value: null });
    expect(silences().find((silence) => silence.id === id)?.state).toBe('expired');
    // Somebody else may have been quicker: it is over, as asked.
    expect(await ask('expireSilence', { backendId: 'am', silenceId: id })).toEqual({ ok: true, value: null });
    await expect.poll(() => newest('hush', 'pay')?.alert?.state, { timeout: 5_000 }).toBe('active');
  });

  it('an edit that the server cannot make in place ends the old silence, and the new id is what counts', async () => {
    const first = idOf(await ask('putSilence', { backendId: 'am', id: null, silence: draft([is('alertname', 'edit')]) }));
    const longer = { ...draft([is('alertname', 'edit')]), endsAt: Date.now() + 2 * hourMs, startsAt: startOf(first) };
    expect(idOf(await ask('putSilence', { backendId: 'am', id: first, silence: longer }))).toBe(first);
    const other = draft([is('alertname', 'edit'), is('service', 'pay')]);
    const second = idOf(await ask('putSilence', { backendId: 'am', id: first, silence: other }));
    expect(second).not.toBe(first);
    const states = Object.fromEntries(silences().map(({ id, state }) => [id, state]));
    expect([states[first], states[second]]).toEqual(['expired', 'active']);
  });

  it('what the server refuses comes back in its own words', async () => {
    const refused = async (matcher: Matcher, id: string | null = null): Promise<string> => {
      const answer = await ask('putSilence', { backendId: 'am', id, silence: draft([matcher]) });
      return answer.ok ? 'taken' : answer.refusal.message;
    };
    expect(await refused({ ...is('service', '('), isRegex: true })).toContain('missing closing )');
    expect(await refused(is('service', ''))).toContain('at least one matcher must not match the empty string');
    expect(await refused(is('service', 'pay'), '5087c431-7f30-44ba-a86e-fb832f74e82f')).toContain('silence not found');
    const unknown = await ask('matchAlerts', { backendId: 'city', matchers: [is('a', 'b')] });
    expect(unknown).toMatchObject({ ok: false, refusal: { code: 'unavailable' } });
  });

  it('matchers with quotes, backslashes and line feeds mean what they say', async () => {
    const odd = 'say "cheese" \\ now\nor never';
    await server.post([{ labels: { ...pay('odd'), service: odd } }]);
    const count = async (matcher: Matcher): Promise<number> => {
      const answer = await ask('matchAlerts', { backendId: 'am', matchers: [is('alertname', 'odd'), matcher] });
      return answer.ok ? answer.value.length : -1;
    };
    await expect.poll(() => count(is('service', odd))).toBe(1);
    expect(await count({ ...is('service', odd), isEqual: false })).toBe(0);
    expect(await count({ ...is('nowhere', 'x'), isEqual: false })).toBe(1);
  });

  it('a server that restarts has forgotten its alerts: they are not told as ended', async () => {
    await server.post([{ labels: pay('restart') }]);
    await expect.poll(() => newest('restart')?.until, { timeout: 5_000 }).toBe(null);
    await server.stop();
    await expect.poll(() => health()?.phase, { timeout: 10_000 }).toBe('failing');
    await server.start();
    await expect.poll(() => health()?.phase, { timeout: 10_000 }).toBe('live');
    await server.post([{ labels: pay('after the restart') }]);
    await expect.poll(() => newest('after the restart')?.until, { timeout: 5_000 }).toBe(null);
    expect(newest('restart')).toMatchObject({ until: null, alert: { state: 'active' } });
  });
});

function pay(alertname: string): Record<string, string> {
  return { alertname, severity: 'critical', service: 'pay' };
}

function is(label: string, value: string): Matcher {
  return { name: label, value, isRegex: false, isEqual: true };
}

function draft(matchers: readonly Matcher[]): EngineAnswers['putSilence']['ask']['silence'] {
  return { matchers, startsAt: Date.now(), endsAt: Date.now() + hourMs, createdBy: '林岚', comment: 'certificate reload' };
}

function all(alertname: string): RoomEvent[] {
  const told = messages.flatMap((message) => (message.type === 'events' ? message.events : []));
  const byId = new Map(told.map((event) => [event.id, event]));
  return [...byId.values()].filter(({ labels }) => labels['alertname'] === alertname);
}

function newest(alertname: string, service = 'pay'): RoomEvent | undefined {
  return all(alertname).find(({ labels }) => labels['service'] === service);
}

function silences(): readonly SilenceView[] {
  return messages.flatMap((message) => (message.type === 'silences' ? [message.silences] : [])).at(-1) ?? [];
}

function startOf(id: string): number {
  return silences().find((silence) => silence.id === id)?.startsAt ?? Number.NaN;
}

function health(): BackendHealth | undefined {
  const told = messages.flatMap((message) => (message.type === 'backends' ? message.backends : []));
  return told.findLast(({ id }) => id === 'am');
}

function idOf(put: Result<{ readonly silenceId: string }>): string {
  if (!put.ok) throw new Error(put.refusal.message);
  return put.value.silenceId;
}

/** As main asks: the answer is found by its number. */
async function ask<Name extends 'matchAlerts' | 'putSilence' | 'expireSilence'>(
  question: Name,
  input: EngineAnswers[Name]['ask'],
): Promise<Result<EngineAnswers[Name]['answer']>> {
  askId += 1;
  const own = askId;
  engine.handle({ type: 'ask', askId: own, question: { name: question, input } as EngineQuestion }, undefined);
  const find = () => messages.find((message) => message.type === 'answer' && message.askId === own);
  await expect.poll(() => find() !== undefined, { timeout: 10_000, interval: 10 }).toBe(true);
  const found = find();
  if (found?.type !== 'answer') throw new Error('the answer went astray');
  return found.result as Result<EngineAnswers[Name]['answer']>;
}
