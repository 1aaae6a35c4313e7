import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { secretSlotsOf } from '../../../contract/backendSettings';
import { alertmanager } from './alertmanager';
import { BackendFailure, type Backend } from './backend';
import type { SettingsOf } from './backendEntry';

const never = new AbortController().signal;
const status = JSON.stringify({ uptime: '2026-11-22T12:00:00.000Z', versionInfo: { version: '0.25.0' } });
let server: Server | null = null;
const opened: Backend[] = [];

afterEach(async () => {
  for (const backend of opened.splice(0)) backend.close();
  server?.closeAllConnections();
  await new Promise((resolve) => (server === null ? resolve(null) : server.close(resolve)));
  server = null;
});

async function open(listener: RequestListener, access: SettingsOf<'alertmanager'>['access'] = undefined): Promise<Backend> {
  server = createServer(listener);
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/am`;
  const settings: SettingsOf<'alertmanager'> = {
    ...{ kind: 'alertmanager', url, poll: 1_000, severityLabel: 'severity' },
    ...(access === undefined ? {} : { access }),
  };
  const secrets = Object.fromEntries(secretSlotsOf('am', settings).map(({ id }) => [id, 'a token']));
  const monoNow = (): number => performance.now();
  const backend = alertmanager.open(settings, { demoCityUrl: null, backendId: 'am', secrets, folder: null, monoNow });
  opened.push(backend);
  return backend;
}

async function codeOf(work: Promise<unknown> | undefined): Promise<string> {
  return (work ?? Promise.reject(new Error('this backend lacks the part'))).then(
    () => 'answered',
    (error: unknown) => (error instanceof BackendFailure ? error.code : String(error)),
  );
}

test.each<[string, RequestListener, string]>([
  ['a login page', (_, response) => response.end('<html>please log in</html>'), 'not-json'],
  ['half a list', (_, response) => response.end('[{"fingerprint":"1"'), 'not-json'],
  ['a list of something else', (_, response) => response.end('[{"fingerprint":"1","startsAt":"noon"}]'), 'bad-shape'],
  ['an overloaded server', (_, response) => response.writeHead(503).end('later'), 'busy'],
  ['wrong credentials', (_, response) => response.writeHead(401).end('who?'), 'denied'],
  ['a broken server', (_, response) => response.writeHead(500).end('boom'), 'http'],
])('%s is a named failure, whatever was asked', async (_, listener, code) => {
  const backend = await open(listener);
  expect(await codeOf(backend.check(never))).toBe(code);
  expect(await codeOf(backend.events?.since(0, never))).toBe(code);
  expect(await codeOf(backend.silences?.list(never))).toBe(code);
});

test('a path before the API is kept, and the credentials of its settings are sent', async () => {
  const asked: (string | undefined)[] = [];
  const backend = await open(
    ({ url, headers }, response) => {
      asked.push(`${url} ${headers.authorization}`);
      response.end(status);
    },
    { auth: { kind: 'bearer' } },
  );
  expect(await backend.check(never)).toMatchObject({ version: '0.25.0', clock: { errorMs: 500, rate: 1 } });
  expect(asked).toEqual(['/am/api/v2/status Bearer a token']);
});

test('without a Date its time is not known, and that is said', async () => {
  const backend = await open((_, response) => {
    response.sendDate = false;
    response.end(status);
  });
  await expect(backend.check(never)).rejects.toThrow('does not tell its time');
});

test('a write that the server took but did not keep is not called a success', async () => {
  const id = '5087c431-7f30-44ba-a86e-fb832f74e82e';
  const silence = {
    id,
    matchers: [],
    startsAt: '2026-11-22T12:00:00Z',
    endsAt: '2026-11-22T13:00:00Z',
    createdBy: 'x',
    comment: 'y',
  };
  let state = 'expired';
  const backend = await open(({ method }, response) => {
    if (method === 'POST') response.end(JSON.stringify({ silenceID: id }));
    else if (method === 'DELETE') response.end();
    else response.end(JSON.stringify({ ...silence, status: { state } }));
  });
  const draft = { matchers: [], startsAt: 0, endsAt: 1, createdBy: 'x', comment: 'y' };
  await expect(backend.silences?.put(null, draft, never)).rejects.toThrow('shows it as expired');
  state = 'active';
  expect(await backend.silences?.put(null, draft, never)).toBe(id);
  const negative = { name: 'idc', value: 'east', isRegex: false, isEqual: false };
  await expect(backend.silences?.put(null, { ...draft, matchers: [negative] }, never)).rejects.toThrow('kept other matchers');
  await expect(backend.silences?.expire(id, never)).rejects.toThrow('it is still active');
});
