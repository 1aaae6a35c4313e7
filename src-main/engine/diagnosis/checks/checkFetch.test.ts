import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { secretSlotsOf } from '../../../../contract/backendSettings';
import { runbookSchema, type FetchCheck } from '../../../../contract/runbooks';
import { workspaceSchema } from '../../../../contract/workspace';
import { checkFetch, type FetchParts } from './checkFetch';

const name = { zh: '店', en: 'shop' };
const never = new AbortController().signal;
let server: Server;
let url = '';
let asked: { readonly path: string; readonly authorization: string | undefined }[] = [];
let answer: (request: IncomingMessage, response: ServerResponse) => void;

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push({ path: request.url ?? '', authorization: request.headers.authorization });
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');
  url = `http://127.0.0.1:${address.port}`;
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});
beforeEach(() => {
  asked = [];
  answer = (_, response) => response.end('{"status":{"indicator":"none"},"depth":[7]}');
});

function check(asks: object): FetchCheck {
  const { checks } = runbookSchema.parse({ name, checks: [{ id: 'status', kind: 'fetch', name, ...asks }] });
  const [first] = checks;
  if (first?.kind !== 'fetch') throw new Error('a fetch was written');
  return first;
}

function parts(secret = 'sesame'): FetchParts {
  const workspace = workspaceSchema.parse({
    ...{ version: 1, name, timeZone: 'Asia/Shanghai', source: 'prom' },
    backends: { prom: { kind: 'prometheus', url: `${url}/base`, access: { auth: { kind: 'bearer' } } } },
    metrics: { pay: { name, query: { prometheus: 'up' } } },
    funnel: [{ metric: 'pay' }],
  });
  const settings = workspace.backends['prom'];
  const slots = settings === undefined ? [] : secretSlotsOf('prom', settings);
  return { workspace, demoCityUrl: null, secrets: Object.fromEntries(slots.map(({ id }) => [id, secret])), folder: null };
}
const fetched = (asks: object, node: string | null = null) =>
  checkFetch(check({ url: `${url}/x`, ...asks }), node, parts(), never);

test('any 2xx is good unless the workspace expects another status, and a redirect is an answer and not a way', async () => {
  expect(await fetched({})).toMatchObject({ state: 'good', said: { zh: '回答 200。', en: 'It answered 200.' } });
  answer = (_, response) => response.writeHead(302, { location: '/elsewhere' }).end();
  expect(await fetched({})).toMatchObject({ state: 'bad', said: { en: 'It answered 302 instead of 2xx.' } });
  expect(await fetched({ expect: { status: 302 } })).toMatchObject({ state: 'good' });
  expect(asked.map(({ path }) => path)).toEqual(['/x', '/x', '/x']);
});

test('a value in a JSON answer is compared, and what is not there is not guessed', async () => {
  const at = (expect: object) => fetched({ expect });
  expect(await at({ pointer: '/status/indicator', is: 'none' })).toMatchObject({
    ...{ state: 'good', value: null },
    said: { zh: '/status/indicator 是 "none"，应为 "none"。', en: '/status/indicator is "none", as it should be: "none".' },
  });
  expect(await at({ pointer: '/depth/0', below: 5 })).toMatchObject({
    ...{ state: 'bad', value: 7, said: { zh: '/depth/0 是 7，应低于 5。', en: '/depth/0 is 7 and should be below 5.' } },
  });
  expect(await at({ pointer: '/depth/1', below: 5 })).toMatchObject({ state: 'unknown' });
  expect(await at({ pointer: '/status', is: 'none' })).toMatchObject({ state: 'unknown' });
  expect(await at({ pointer: '/status/indicator', above: 1 })).toMatchObject({
    ...{ state: 'unknown', said: { en: '/status/indicator is "none", which is no number.' } },
  });
  expect(await at({ text: '"indicator":"none"' })).toMatchObject({ state: 'good' });
  expect(await at({ text: 'major' })).toMatchObject({ state: 'bad', said: { zh: '回答 200，里面没有 "major"。' } });
  answer = (_, response) => response.end('<h1>all is well</h1>');
  expect(await at({ pointer: '/status/indicator', is: 'none' })).toMatchObject({ state: 'unknown' });
});

test('words of a stranger are short, on one line and without direction marks', async () => {
  answer = (_, response) => response.end(JSON.stringify({ a: `one\ntwo\u202e${'x'.repeat(500)}` }));
  const { said } = await fetched({ expect: { pointer: '/a', is: 'b' } });
  expect(said.en).toMatch(/^\/a is "one two x{70,80}…" and should be "b"\.$/);
});

test('who does not answer in time, sends too much or is not there leaves it unknown, and bad only where the workspace says so', async () => {
  answer = () => undefined;
  expect(await fetched({ within: '100ms' })).toMatchObject({ state: 'unknown', againMs: 15_000 });
  expect(await fetched({ within: '100ms', unreachable: 'bad' })).toMatchObject({
    ...{ state: 'bad', said: { zh: `${url} 没有按时回答。` }, againMs: null },
  });
  answer = (_, response) => response.end('x'.repeat(300_000));
  const tooMuch = await fetched({ unreachable: 'bad' });
  expect([tooMuch.state, tooMuch.said.zh]).toEqual(['unknown', `没能查到：${url} 的回答超过 256 kB。`]);
  const refused = await fetched({ url: 'http://127.0.0.1:1/x' });
  expect(refused.state).toBe('unknown');
  expect(refused.said.zh).toContain('对方拒绝连接');
  answer = (_, response) => response.writeHead(401).end();
  expect(await fetched({})).toMatchObject({ state: 'unknown' });
});

test('the suspect stands in the address, escaped; an address gets nobody’s secret, a backend its own', async () => {
  await fetched({ url: `${url}/health/$suspect?of=$suspect` }, 'pay-router');
  await checkFetch(check({ backend: 'prom', path: '/-/healthy?n=$suspect' }), 'pay-router', parts(), never);
  expect(asked).toEqual([
    { path: '/health/pay-router?of=pay-router', authorization: undefined },
    { path: '/base/-/healthy?n=pay-router', authorization: 'Bearer sesame' },
  ]);
});

test('no path leads a backend’s secret to another server, and no answer repeats it', async () => {
  await checkFetch(check({ backend: 'prom', path: '/http://127.0.0.1:1/' }), null, parts(), never);
  expect(asked.map(({ path }) => path)).toEqual(['/base/http://127.0.0.1:1/']);
  expect(() => check({ backend: 'prom', path: '//127.0.0.1:1/' })).toThrow(/a path on that server/);
  answer = (request, response) => response.end(JSON.stringify({ you: request.headers.authorization }));
  const { said } = await checkFetch(
    check({ backend: 'prom', path: '/', expect: { pointer: '/you', is: 'x' } }),
    null,
    parts(),
    never,
  );
  expect(said.en).toContain('"Bearer •••"');
});

test('a backend whose secret nobody has entered is not asked', async () => {
  const outcome = await checkFetch(check({ backend: 'prom', path: '/' }), null, parts(''), never);
  expect(outcome).toMatchObject({ state: 'unknown', againMs: null });
  expect(outcome.said.zh).toContain('还没有录入凭据');
  expect(asked).toEqual([]);
});
