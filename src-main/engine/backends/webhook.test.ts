import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { secretSlotsOf, webhookBackendSchema } from '../../../contract/backendSettings';
import { freePort } from '../testing/realServer';
import type { Backend } from './backend';
import { openBackend } from './registry';

const secret = 'shared-by-pipeline-and-room';
const noon = Date.parse('2026-11-24T12:00:00+08:00');
const signal = new AbortController().signal;
let url: string;
let backend: Backend;
let roomAt: number;
const opened: Backend[] = [];

function open(environment?: string, secrets = true): Backend {
  const settings = webhookBackendSchema.parse({ kind: 'webhook', url, ...(environment === undefined ? {} : { environment }) });
  const [slot] = secretSlotsOf('hooks', settings);
  const one = openBackend('webhook', settings, {
    ...{ demoCityUrl: null, backendId: 'hooks', folder: null, monoNow: () => performance.now(), roomAt: () => roomAt },
    secrets: secrets && slot !== undefined ? { [slot.id]: `${secret}\n` } : {},
  });
  opened.push(one);
  return one;
}

beforeEach(async () => {
  url = `http://127.0.0.1:${await freePort()}`;
  roomAt = noon;
  backend = open();
});
afterEach(() => {
  for (const one of opened.splice(0)) one.close();
});

async function post(body: unknown, headers: Record<string, string> = { authorization: `Bearer ${secret}` }, path = '/') {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const answer = await fetch(url + path, {
    method: 'POST',
    body: text,
    headers: { 'content-type': 'application/json', ...headers },
  });
  return { status: answer.status, said: await answer.text() };
}

const news = async () => (await backend.events?.since(0, signal)) ?? [];

test('it is healthy before anybody sends anything; an event without a time gets the room’s, and the same id again is the same event', async () => {
  expect((await backend.check(signal)).notes).toEqual([]);
  expect(await news()).toEqual([]);
  const event = { id: 'r-1', kind: 'release', title: 'pay-gateway 7.4.1', target: 'pay-gateway', labels: { version: '7.4.1' } };
  expect((await post(event)).status).toBe(202);
  expect(await news()).toMatchObject([
    { id: 'r-1', at: noon, kind: 'release', target: 'pay-gateway', labels: { version: '7.4.1' } },
  ]);
  roomAt += 60_000;
  await post(event);
  expect(await news()).toEqual([]);
  await post({ ...event, until: roomAt });
  expect(await news()).toMatchObject([{ id: 'r-1', at: noon, until: roomAt }]);
});

test('several at once, and a retry of one without an id is no second event', async () => {
  await backend.check(signal);
  const drill = { kind: 'drill', title: { zh: '演练', en: 'drill' }, target: 'eta', traffic: 'drill' };
  await post([drill, { kind: 'change', title: 'timeouts', at: '2026-11-24T11:58:00+08:00' }]);
  expect((await news()).map(({ at, title }) => [title.en, at])).toEqual([
    ['timeouts', noon - 120_000],
    ['drill', noon],
  ]);
  roomAt += 20_000;
  await post(drill);
  expect(await news()).toEqual([]);
});

test('who does not show the secret is sent away with what to do, and so is everything that cannot be read', async () => {
  await backend.check(signal);
  const event = { kind: 'change', title: 'x' };
  const sign = (key: string) => ({
    'x-hub-signature-256': `sha256=${createHmac('sha256', key).update(JSON.stringify(event)).digest('hex')}`,
  });
  expect((await post(event, sign(secret))).status).toBe(202);
  for (const headers of [
    {},
    { authorization: 'Bearer guess' },
    sign('guess'),
    { ...sign('guess'), authorization: `Bearer ${secret}` },
  ]) {
    const { status, said } = await post(event, headers);
    expect(status).toBe(401);
    expect(said).toContain('Authorization: Bearer');
  }
  expect(await post('{"kind":', undefined)).toMatchObject({ status: 400 });
  expect((await post({ kind: 'party', title: 'x' })).said).toContain('kind: ');
  expect((await post({ ...event, at: 1_790_000_000 })).said).toContain('epoch milliseconds');
  expect((await post(event, { 'content-type': 'text/plain', authorization: `Bearer ${secret}` })).status).toBe(415);
  expect((await post({ ...event, labels: { a: 'x'.repeat(600_000) } })).status).toBe(413);
  expect((await fetch(url)).status).toBe(405);
  expect(await news()).toHaveLength(1);
});

test('GitHub tells of deployments: signed, from when they took effect, of the environment that is asked for', async () => {
  backend.close();
  backend = open('production');
  await backend.check(signal);
  const told = async (state: string, environment: string, minute: string) => {
    const body = JSON.stringify({
      action: 'created',
      deployment_status: { id: 5, state, environment, created_at: `2026-11-24T03:${minute}:00Z` },
      deployment: { id: 77, sha: 'f95f852bd8fca8fcc58a9a2d6c842781e32a215e', ref: 'v7.4.1', task: 'deploy', environment },
      repository: { name: 'pay-gateway', full_name: 'shop/pay-gateway' },
    });
    const signature = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
    return post(body, { 'x-github-event': 'deployment_status', 'x-hub-signature-256': signature });
  };
  expect((await told('queued', 'production', '55')).said).toContain('ignored');
  expect((await told('in_progress', 'staging', '55')).said).toContain('staging');
  await told('success', 'production', '58');
  await told('in_progress', 'production', '56');
  expect(await news()).toMatchObject([
    {
      id: 'github shop/pay-gateway 77',
      at: Date.parse('2026-11-24T11:56:00+08:00'),
      title: { en: 'pay-gateway released v7.4.1' },
      target: 'pay-gateway',
      labels: { environment: 'production', version: 'v7.4.1' },
    },
  ]);
  expect((await post('{"zen":"x"}', { 'x-github-event': 'ping', authorization: `Bearer ${secret}` })).status).toBe(202);
});

test('GitLab tells of deployments by its token, and what writes Grafana annotations can be pointed here as it is', async () => {
  await backend.check(signal);
  const deployment = {
    object_kind: 'deployment',
    status: 'running',
    status_changed_at: '2026-11-24 11:57:00 +0800',
    deployment_id: 15,
    environment: 'production',
    environment_tier: 'production',
    project: { name: 'menu', path_with_namespace: 'shop/menu' },
    short_sha: '279484c0',
    ref: 'v9',
  };
  await post(deployment, { 'x-gitlab-event': 'Deployment Hook', 'x-gitlab-token': secret });
  const annotation = {
    text: 'Deployed coupon 2.1\nby Li',
    time: noon - 60_000,
    tags: ['deploy', 'service:coupon', 'version=2.1'],
  };
  await post(annotation, undefined, '/api/annotations');
  expect(
    (await news()).map(({ at, kind, title, target, labels }) => [
      (at - noon) / 60_000,
      kind,
      title.en,
      target,
      labels['version'],
    ]),
  ).toEqual([
    [-3, 'release', 'menu released v9', 'menu', 'v9'],
    [-1, 'release', 'Deployed coupon 2.1', 'coupon', '2.1'],
  ]);
});

test('without a secret nobody is let in and nothing listens; a port that another program has is said, and taken as soon as it is free', async () => {
  const mute = open(undefined, false);
  await expect(mute.check(signal)).rejects.toMatchObject({ code: 'secret-missing' });
  await backend.check(signal);
  // The test of settings that are in force finds this very console there.
  const again = open();
  await again.check(signal);
  again.close();
  expect((await post({ kind: 'change', title: 'x' })).status).toBe(202);
  backend.close();
  await expect(fetch(url)).rejects.toThrow();

  const other = createServer().listen(Number(new URL(url).port), '127.0.0.1');
  await new Promise((resolve) => other.once('listening', resolve));
  backend = open();
  await expect(backend.check(signal)).rejects.toThrow(/another program listens there already.*tried again by itself/);
  await new Promise((resolve) => other.close(resolve));
  await backend.check(signal);
  expect((await post({ kind: 'change', title: 'x' })).status).toBe(202);
});
