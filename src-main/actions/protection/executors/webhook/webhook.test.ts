import { createServer, type RequestListener } from 'node:http';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { targetSlotIdOf } from '../../../../../contract/targetSecrets';
import type { BoundSwitch, ExecutorWorld } from '../../executor';
import { startReferenceReceiver, type ReferenceReceiver } from '../../testing/referenceReceiver';
import { webhook } from './webhook';

let receiver: ReferenceReceiver;
beforeAll(async () => {
  receiver = await startReferenceReceiver();
});
afterAll(() => receiver.close());
const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

const patience = (): AbortSignal => AbortSignal.timeout(15_000);
const terms = (key: string) => ({ idempotencyKey: key, leaseMs: null, by: 'ann' });
function bindAt(address: string, name: string, secret: string | null = receiver.secret): BoundSwitch {
  const target = { kind: 'webhook', url: `http://${address}/switch`, readBack: `http://${address}/state?room=1` } as const;
  const world: ExecutorWorld = { cityUrl: () => null, secret: (slotId) => (slotId === targetSlotIdOf(target) ? secret : null) };
  return webhook.bind(target, { name }, world);
}
/** A receiver that somebody else built. */
async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => new Promise((resolve) => server.close(resolve)));
  const address = server.address();
  return `127.0.0.1:${typeof address === 'object' ? (address?.port ?? 0) : 0}`;
}

test('what is sent twice under one key happens once', async () => {
  const its = bindAt(receiver.address, 'once');
  const planned = its.plan('any', await its.read('any', patience()), 'on');
  expect(planned.request).toBe(`POST http://${receiver.address}/switch {"name":"once","from":null,"to":"on"}`);
  expect(await its.write(planned, terms('key-1'), patience())).toBe('200 set');
  expect(await its.write(planned, terms('key-1'), patience())).toBe('200 done before');
  expect((await its.read('any', patience())).value).toBe('on');
});

test('another secret is turned away, on both ways', async () => {
  const its = bindAt(receiver.address, 'guarded', 'a wrong one');
  await expect(its.read('any', patience())).rejects.toMatchObject({ code: 'refused' });
  const planned = its.plan('any', { value: null, basis: null }, 1);
  await expect(its.write(planned, terms('key-2'), patience())).rejects.toMatchObject({
    code: 'refused',
    message: expect.stringContaining('Enter its secret anew') as unknown,
  });
});

test('a signed question is no command', async () => {
  const seen: { url: string; headers: Record<string, string> }[] = [];
  const listener = await serve((request, response) => {
    const { 'x-highnoon-timestamp': at, 'x-highnoon-signature': signature } = request.headers;
    seen.push({
      url: request.url ?? '',
      headers: { 'x-highnoon-timestamp': String(at), 'x-highnoon-signature': String(signature) },
    });
    response.end('{"value":null}');
  });
  await bindAt(listener, 'pay').read('any', patience());
  const [overheard] = seen;
  expect(overheard?.url).toBe('/state?room=1&name=pay');
  const again = await fetch(`http://${receiver.address}/switch`, {
    method: 'POST',
    headers: overheard?.headers ?? {},
    body: '{}',
  });
  expect(again.status).toBe(401);
});

test('without its secret nothing is sent, and the sentence says where to enter it', async () => {
  let asked = 0;
  const its = bindAt(await serve(() => (asked += 1)), 'pay', null);
  for (const act of [
    its.read('any', patience()),
    its.write(its.plan('any', { value: 0, basis: null }, 1), terms('k'), patience()),
  ])
    await expect(act).rejects.toMatchObject({
      code: 'bad-setting',
      message: expect.stringContaining('Enter it in the settings') as unknown,
    });
  expect(asked).toBe(0);
});

test('redirects are not followed, failures in the middle are unknown, and no sentence holds the secret', async () => {
  let [status, elsewhere] = [302, 0];
  const other = await serve((_, response) => response.end(String((elsewhere += 1))));
  const address = await serve((_, response) =>
    response.writeHead(status, { location: `http://${other}/` }).end('x'.repeat(9_000)),
  );
  const its = bindAt(address, 'pay');
  const planned = its.plan('any', { value: 0, basis: 'r7' }, 1);
  expect(planned.request).toContain('"revision":"r7"');
  for (const [answered, code] of [
    [302, 'refused'],
    [422, 'refused'],
    [503, 'unknown'],
  ] as const) {
    status = answered;
    const failure: unknown = await its.write(planned, terms('k'), patience()).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code });
    const sentence = failure instanceof Error ? failure.message : '';
    expect(sentence.length).toBeLessThan(500);
    expect(sentence).not.toContain(receiver.secret);
  }
  expect(elsewhere).toBe(0);
});

test('an answer without an end, or one that is no reading, is told as such', async () => {
  const endless = await serve((_, response) => {
    const more = (): void => {
      while (!response.destroyed && response.write('x'.repeat(65_536)));
    };
    response.on('drain', more);
    more();
  });
  await expect(bindAt(endless, 'pay').read('any', patience())).rejects.toMatchObject({ code: 'unreachable' });
  const html = await serve((_, response) => response.end('<html>'));
  await expect(bindAt(html, 'pay').read('any', patience())).rejects.toMatchObject({
    code: 'refused',
    message: expect.stringContaining('{"value": …}') as unknown,
  });
});
