import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeAll, afterAll, expect, it } from 'vitest';
import { secretSlotsOf, type Access } from '../../../contract/backendSettings';
import type { Backend } from '../../../src-main/engine/backends/backend';
import { openBackend } from '../../../src-main/engine/backends/registry';
import { makeTestCertificates, type TestCertificates } from '../../../src-main/engine/testing/testCertificates';
import { startTestProxy, type TestProxy } from '../../../src-main/engine/testing/testProxy';
import { startPushGateway, type PushGateway } from './pushGateway';

const never = new AbortController().signal;
let certificates: TestCertificates;
let gateway: PushGateway;
let proxy: TestProxy | null = null;
let backend: Backend;

beforeAll(async () => {
  certificates = await makeTestCertificates();
  gateway = await startPushGateway({ tls: { ...certificates.server, requestCert: true, rejectUnauthorized: true } });
});
afterAll(async () => {
  await gateway.close();
  await certificates.close();
});
afterEach(async () => {
  backend.close();
  await proxy?.close();
  proxy = null;
});

/** Every secret slot of these settings holds `secret`. */
function open(access: Access, secret = '', url = gateway.url): Backend {
  const settings = { kind: 'pushFeed', url, path: '/socket.io', poll: 200, access } as const;
  const secrets = Object.fromEntries(secretSlotsOf('feed', settings).map(({ id }) => [id, secret]));
  const context = {
    demoCityUrl: null,
    backendId: 'feed',
    secrets,
    folder: certificates.folder,
    monoNow: () => performance.now(),
  };
  backend = openBackend('pushFeed', settings, context);
  return backend;
}

const client = { certificate: 'client.pem', key: 'sealed.key', sealed: true };

it('a gateway with a private authority that wants our certificate lets us in with both', async () => {
  const check = open({ authority: 'authority.pem', clientCertificate: client }, certificates.sealedBy).check(never);
  await expect(check).resolves.toMatchObject({ identity: `feed ${gateway.epoch}` });
});

it('an authority that this gateway does not belong to is not trusted', async () => {
  const check = open({ authority: 'other.pem', clientCertificate: client }, certificates.sealedBy).check(never);
  await expect(check).rejects.toMatchObject({ code: 'untrusted' });
});

it('through a proxy with credentials: one tunnel, TLS inside it', async () => {
  proxy = await startTestProxy('noon:open sesame');
  const access = {
    authority: 'authority.pem',
    clientCertificate: { certificate: 'client.pem', key: 'client.key', sealed: false },
    proxy: { url: proxy.url, user: 'noon' },
  };
  await expect(open(access, 'open sesame').check(never)).resolves.toMatchObject({ identity: `feed ${gateway.epoch}` });
  expect(proxy.asked).toEqual([`CONNECT ${new URL(gateway.url).host}`]);
});

it('a proxy that does not know us is denied, in words that do not repeat the password', async () => {
  proxy = await startTestProxy('noon:open sesame');
  const access = { authority: 'authority.pem', proxy: { url: proxy.url, user: 'noon' } };
  const failure: unknown = await open(access, 'wrong password')
    .check(never)
    .catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: 'denied' });
  expect(String(failure)).not.toContain('wrong password');
});

it('where WebSockets are cut off, polling goes all the same, through the same door', async () => {
  const withoutWebSocket = await startPushGateway({
    tls: { ...certificates.server, requestCert: true, rejectUnauthorized: true },
    transports: ['polling'],
  });
  withoutWebSocket.push({ seenTo: 1_000 });
  open({ authority: 'authority.pem', clientCertificate: client }, certificates.sealedBy, withoutWebSocket.url);
  await expect(backend.check(never)).resolves.toMatchObject({ identity: `feed ${withoutWebSocket.epoch}` });
  const query = { series: [], from: 0, to: 1_000, stepMs: 1_000 };
  for (const seenTo of [2_000, 3_000]) {
    withoutWebSocket.push({ seenTo });
    await expect.poll(async () => (await backend.samples?.query(query, never))?.seenTo).toBe(seenTo);
  }
  await withoutWebSocket.close();
});

it('a server that answers without end is cut off, and what it said is not kept', async () => {
  const endless = createServer((_request, response) => {
    const part = 'x'.repeat(1024 * 1024);
    const write = (): void => void (response.destroyed || response.write(part, write));
    write();
  });
  await new Promise<void>((resolve) => endless.listen(0, '127.0.0.1', resolve));
  const { port } = endless.address() as AddressInfo;
  await expect(open({}, '', `http://127.0.0.1:${port}`).check(never)).rejects.toMatchObject({ code: 'too-big' });
  endless.closeAllConnections();
  endless.close();
});
