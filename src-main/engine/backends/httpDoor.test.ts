import { createServer as createHttp, type RequestListener, type Server } from 'node:http';
import { createServer as createHttps, type ServerOptions } from 'node:https';
import { writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { prometheusBackendSchema, secretSlotsOf, type Access, type BackendSettings } from '../../../contract/backendSettings';
import { freePort, launchServer } from '../testing/realServer';
import { makeTestCertificates, type TestCertificates } from '../testing/testCertificates';
import { startTestProxy } from '../testing/testProxy';
import { askJson } from './askJson';
import { BackendFailure } from './backend';
import { createHttpDoor, type HttpDoor } from './httpDoor';

const never = new AbortController().signal;
const ending: (() => unknown)[] = [];
let certificates: TestCertificates;

beforeAll(async () => {
  certificates = await makeTestCertificates();
});
afterAll(() => certificates.close());
afterEach(async () => {
  await Promise.all(ending.splice(0).map((end) => end()));
});

const echo: RequestListener = (request, response) => void response.end(JSON.stringify(request.headers));

async function listen(server: Server, scheme: 'http' | 'https'): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ending.push(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  return `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
const serve = (listener: RequestListener = echo): Promise<string> => listen(createHttp(listener), 'http');
const serveTls = (options: ServerOptions, listener: RequestListener = echo): Promise<string> =>
  listen(createHttps(options, listener), 'https');

function doorTo(url: string, access: Partial<Access>, secrets: readonly string[] = []): HttpDoor {
  const settings: BackendSettings = prometheusBackendSchema.parse({ kind: 'prometheus', url, access });
  const slots = secretSlotsOf('b', settings);
  const values = Object.fromEntries(secrets.map((secret, i) => [slots[i]?.id ?? '', secret]));
  const door = createHttpDoor(settings, { backendId: 'b', secrets: values, folder: certificates.folder });
  ending.push(() => door.close());
  return door;
}

function ask(url: string, door: HttpDoor, signal = never): Promise<Record<string, string>> {
  return askJson({ url: new URL(url), door, shape: z.record(z.string(), z.string()), signal, timeoutMs: 5_000 });
}

async function failureOf(work: Promise<unknown>): Promise<BackendFailure> {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof BackendFailure)) throw new Error(`a BackendFailure was expected, not ${String(error)}`);
  return error;
}

/** It speaks TLS, and only to those who show a certificate of its authority. */
async function startStrictPrometheus(folder: string): Promise<string> {
  const files = { cert_file: 'server.pem', key_file: 'server.key', client_ca_file: 'authority.pem' };
  const web = { tls_server_config: { ...files, client_auth_type: 'RequireAndVerifyClientCert' } };
  await writeFile(join(folder, 'web.yml'), JSON.stringify(web));
  await writeFile(join(folder, 'prometheus.yml'), '{}');
  const address = `127.0.0.1:${await freePort()}`;
  const end = await launchServer({
    program: 'prometheus',
    package: 'prometheus',
    args: [
      ...[`--config.file=${folder}/prometheus.yml`, `--web.config.file=${folder}/web.yml`],
      ...[`--storage.tsdb.path=${folder}/tsdb`, `--web.listen-address=${address}`],
    ],
    ready: { line: 'Server is ready to receive web requests' },
  });
  ending.push(end);
  return `https://${address}`;
}

describe('who we are at a server', () => {
  it('is a bearer token, a user with a password, and headers, secret or not', async () => {
    const url = await serve();
    const secretHeaders = { secretHeaders: ['X-Key'], headers: { 'X-Scope-OrgID': 'tenant' } };
    expect(await ask(url, doorTo(url, { auth: { kind: 'bearer' }, ...secretHeaders }, ['tok en\n', 'k3y']))).toMatchObject({
      authorization: 'Bearer tok en',
      'x-key': 'k3y',
      'x-scope-orgid': 'tenant',
    });
    const basic = await ask(url, doorTo(url, { auth: { kind: 'basic', user: '值班' } }, ['p:w']));
    expect(Buffer.from(basic['authorization']?.slice(6) ?? '', 'base64').toString()).toBe('值班:p:w');
  });

  it('is not sent at all while a secret is missing', async () => {
    let asked = 0;
    const url = await serve(() => (asked += 1));
    const failure = await failureOf(ask(url, doorTo(url, { auth: { kind: 'basic', user: 'ops' } })));
    expect(failure.code).toBe('secret-missing');
    expect(failure.message).toContain('a password for ops');
    expect(asked).toBe(0);
  });

  it.each([401, 403])('is refused by %i, and no sentence repeats the secret even when the server does', async (status) => {
    const url = await serve((request, response) => response.writeHead(status).end(`no ${request.headers.authorization}`));
    for (const [auth, secret] of [
      [{ kind: 'bearer' }, 'hush-hush'],
      [{ kind: 'basic', user: 'ops' }, 'hush-hush'],
    ] as const) {
      const failure = await failureOf(ask(url, doorTo(url, { auth }, [secret])));
      expect(failure.code).toBe('denied');
      expect(failure.message).toContain('•••');
      expect(failure.message).not.toContain(secret);
      expect(failure.message).not.toContain(Buffer.from(`ops:${secret}`).toString('base64'));
    }
    const page = await serve((request, response) => response.end(request.headers.authorization));
    const failure = await failureOf(ask(page, doorTo(page, { auth: { kind: 'bearer' } }, ['hush-hush'])));
    expect(failure.message).toContain('began with "Bearer •••"');
  });
});

describe('whom we trust', () => {
  it('is a private authority for this backend only', async () => {
    const url = await serveTls(certificates.server);
    expect(await ask(url, doorTo(url, { authority: 'authority.pem' }))).toHaveProperty('host');
    for (const access of [{}, { authority: 'other.pem' }]) {
      const failure = await failureOf(ask(url, doorTo(url, access)));
      expect(failure.code).toBe('untrusted');
      expect(failure.message).toContain('name its authority');
    }
  });

  it('is nobody who shows a certificate for another name', async () => {
    const url = await serveTls(certificates.misnamed);
    const failure = await failureOf(ask(url, doorTo(url, { authority: 'authority.pem' })));
    expect([failure.code, failure.message]).toEqual(['untrusted', expect.stringContaining('for another name')]);
  });

  it('can be nobody at all: a file that is not there, is no PEM, or has no folder to count from', async () => {
    const failures = await Promise.all(
      ['missing.pem', 'client.ext'].map((authority) =>
        failureOf(ask('https://127.0.0.1', doorTo('https://127.0.0.1', { authority }))),
      ),
    );
    expect(failures.map(({ code }) => code)).toEqual(['untrusted', 'untrusted']);
    expect(failures[0]?.message).toContain('cannot be read (ENOENT)');
    expect(failures[1]?.message).toContain('not a PEM file');
  });

  it('says so when the server speaks no TLS', async () => {
    const url = (await serve()).replace('http:', 'https:');
    const failure = await failureOf(ask(url, doorTo(url, {})));
    expect([failure.code, failure.message]).toEqual(['network', expect.stringContaining('write http://')]);
  });
});

describe('our certificate', () => {
  const mutual = (): ServerOptions => ({ ...certificates.server, requestCert: true, rejectUnauthorized: true });
  const authority = 'authority.pem';

  it('lets us in, also when its key has a passphrase', async () => {
    const url = await serveTls(mutual());
    const open = { certificate: 'client.pem', key: 'client.key', sealed: false };
    expect(await ask(url, doorTo(url, { authority, clientCertificate: open }))).toHaveProperty('host');
    const sealed = { certificate: join(certificates.folder, 'client.pem'), key: 'sealed.key', sealed: true };
    expect(await ask(url, doorTo(url, { authority, clientCertificate: sealed }, [certificates.sealedBy]))).toHaveProperty('host');
    const wrong = await failureOf(ask(url, doorTo(url, { authority, clientCertificate: sealed }, ['wrong'])));
    expect([wrong.code, wrong.message]).toEqual(['denied', expect.stringContaining('passphrase does not open')]);
  });

  it('is asked for by a Prometheus that wants one', async () => {
    const url = `${await startStrictPrometheus(certificates.folder)}/api/v1/status/runtimeinfo`;
    const shape = z.object({ status: z.literal('success') });
    const look = (access: Partial<Access>) =>
      askJson({ url: new URL(url), door: doorTo(url, access), shape, signal: never, timeoutMs: 5_000 });
    const clientCertificate = { certificate: 'client.pem', key: 'client.key', sealed: false };
    await look({ authority, clientCertificate });
    const lacking = await failureOf(look({ authority }));
    expect([lacking.code, lacking.message]).toEqual(['untrusted', expect.stringContaining('may want a client certificate')]);
  });

  it('does not go with the key of another', async () => {
    const url = await serveTls(mutual());
    const torn = { certificate: 'client.pem', key: 'server.key', sealed: false };
    const failure = await failureOf(ask(url, doorTo(url, { authority, clientCertificate: torn })));
    expect([failure.code, failure.message]).toEqual(['untrusted', expect.stringContaining('belong together')]);
  });
});

describe('a proxy', () => {
  it('forwards plain http and tunnels https, with the credentials it asks for', async () => {
    const proxy = await startTestProxy('ops:sesame');
    ending.push(() => proxy.close());
    const access = { proxy: { url: proxy.url, user: 'ops' } };
    const plain = await serve();
    expect(await ask(`${plain}/api`, doorTo(plain, access, ['sesame']))).not.toHaveProperty('proxy-authorization');
    const tls = await serveTls(certificates.server);
    await ask(tls, doorTo(tls, { ...access, authority: 'authority.pem' }, ['sesame']));
    expect(proxy.asked).toEqual([`GET ${plain}/api`, `CONNECT ${tls.slice('https://'.length)}`]);
  });

  it.each(['http', 'https'] as const)('that turns us away is told as such (%s)', async (scheme) => {
    const proxy = await startTestProxy('ops:sesame');
    ending.push(() => proxy.close());
    const url = scheme === 'http' ? await serve() : await serveTls(certificates.server);
    const failure = await failureOf(ask(url, doorTo(url, { proxy: { url: proxy.url, user: 'ops' } }, ['wrong'])));
    expect([failure.code, failure.message]).toEqual(['denied', expect.stringContaining('proxy')]);
  });
});

describe('a closed door', () => {
  it('breaks off what is under way and opens no more', async () => {
    const url = await serve(() => door.close());
    const door = doorTo(url, {});
    expect((await failureOf(ask(url, door))).code).toBe('closed');
    expect((await failureOf(ask(url, door))).code).toBe('closed');
  });
});

describe('a busy server', () => {
  it.each([
    ['7', 7_000],
    ['100000', 300_000],
    [new Date(Date.UTC(2031, 0, 1, 0, 0, 9)).toUTCString(), 9_000],
    ['soon', null],
  ])('that says Retry-After: %s is left alone for %s ms', async (wait, waitMs) => {
    const date = new Date(Date.UTC(2031, 0, 1)).toUTCString();
    const url = await serve((_, response) => response.writeHead(429, { 'retry-after': wait, date }).end());
    const failure = await failureOf(ask(url, doorTo(url, {})));
    expect([failure.code, failure.retryAfterMs]).toEqual(['busy', waitMs]);
  });
});
