import { io } from 'socket.io-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Backend, SeriesAnswer } from '../../../src-main/engine/backends/backend';
import { openBackend } from '../../../src-main/engine/backends/registry';
import { startPushGateway, type GatewayOptions, type PushGateway } from './pushGateway';

const never = new AbortController().signal;
const start = 1_760_000_000_000;
let gateway: PushGateway;
let backend: Backend | null = null;
let second = 0;

beforeEach(async () => {
  second = 0;
  gateway = await startPushGateway();
});
afterEach(async () => {
  backend?.close();
  backend = null;
  await gateway.close();
});

function open(secrets = {}): Backend {
  const settings = { kind: 'pushFeed', url: gateway.url, path: '/socket.io', poll: 200 } as const;
  const context = { demoCityUrl: null, backendId: 'feed', secrets, folder: null, monoNow: () => performance.now() };
  const opened = openBackend('pushFeed', settings, context);
  backend = opened;
  return opened;
}

/** The world's next second: `count` orders in it, seen whole. */
function live(count: number): void {
  const at = start + second * 1_000;
  second += 1;
  const orders = { metric: 'orders.pay', kind: 'count' as const, labels: { city: 'shanghai' }, points: [at, count] };
  gateway.push({ samples: [orders], seenTo: at + 1_000 });
}

async function ordersOf(seconds: number): Promise<SeriesAnswer | undefined> {
  const series = [{ query: 'orders.pay', slice: {} }];
  return backend?.samples?.query({ series, from: start, to: start + seconds * 1_000, stepMs: 1_000 }, never);
}
const column = async (seconds: number): Promise<number[]> => [...((await ordersOf(seconds))?.columns[0] ?? [])];
const seenSeconds = async (): Promise<number> => (((await ordersOf(1))?.seenTo ?? 0) - start) / 1_000;
const failureCode = (): Promise<string> =>
  (backend?.samples?.query({ series: [], from: 0, to: 1_000, stepMs: 1_000 }, never) ?? Promise.resolve()).then(
    () => 'none',
    (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : String(error)),
  );
const poll = (read: () => unknown) => expect.poll(read, { timeout: 5_000, interval: 20 });

describe('a push feed over real sockets', () => {
  it('is live as soon as the gateway has said how far its samples are whole', async () => {
    gateway.beginAt(start);
    for (let i = 0; i < 5; i += 1) live(10 + i);
    const check = await open().check(never);
    expect(check).toMatchObject({ identity: `feed ${gateway.epoch}`, version: 'Highnoon reference gateway 1', notes: [] });
    expect(Math.abs(check.clock.at - Date.now())).toBeLessThan(1_000);
    await poll(seenSeconds).toBe(5);
    expect(await column(7)).toEqual([10, 11, 12, 13, 14, Number.NaN, Number.NaN]);
  });

  it('a connection that broke replays exactly what was missed: nothing lost, nothing twice', async () => {
    gateway.beginAt(start);
    live(1);
    await open().check(never);
    await poll(seenSeconds).toBe(1);
    await gateway.stop();
    await poll(failureCode).not.toBe('none');
    // More than the first credit: the console has to grant as it takes.
    for (let i = 2; i <= 300; i += 1) live(i);
    await gateway.start();
    await poll(() => seenSeconds().catch(() => 0)).toBe(300);
    expect(await column(300)).toEqual(Array.from({ length: 300 }, (_, i) => i + 1));
    expect((await backend?.check(never))?.notes).toEqual([]);
  });

  it('a cursor that is too old shows a gap where samples are gone, and whole numbers after it', async () => {
    gateway.beginAt(start);
    for (let i = 0; i < 4; i += 1) live(7);
    await open().check(never);
    await poll(seenSeconds).toBe(4);
    await gateway.stop();
    for (let i = 0; i < 3; i += 1) live(8);
    gateway.forget();
    for (let i = 0; i < 3; i += 1) live(9);
    await gateway.start();
    await poll(() => seenSeconds().catch(() => 0)).toBe(10);
    const { NaN: gap } = Number;
    expect(await column(10)).toEqual([7, 7, 7, 7, gap, gap, gap, 9, 9, 9]);
  });

  it('a gateway that began a new epoch is another world: said once, then read anew', async () => {
    live(1);
    const before = (await open().check(never)).identity;
    await poll(seenSeconds).toBe(1);
    await gateway.restart();
    gateway.beginAt(start);
    second = 0;
    live(5);
    await poll(failureCode).toBe('closed');
    expect((await backend?.check(never))?.identity).not.toBe(before);
    await poll(seenSeconds).toBe(1);
    expect(await column(1)).toEqual([5]);
  });

  it('batches lost on the way leave a gap and a note, not a dip', async () => {
    gateway.beginAt(start);
    live(10);
    await open().check(never);
    gateway.faults.dropEvery = 3;
    for (let i = 0; i < 6; i += 1) live(10);
    await poll(seenSeconds).toBe(7);
    const { NaN: gap } = Number;
    expect(await column(7)).toEqual([10, 10, gap, gap, 10, gap, gap]);
    expect((await backend?.check(never))?.notes).toContain('partial-answers');
  });

  it('rubbish kills nothing: told when nothing else comes, over when sense comes again', async () => {
    gateway.beginAt(start);
    live(3);
    await open().check(never);
    await poll(seenSeconds).toBe(1);
    gateway.faults.garbage = true;
    for (let i = 0; i < 12; i += 1) live(3);
    await poll(async () => (await ordersOf(1))?.partial).toMatch(/^12 parts of the last minute were refused/);
    await poll(failureCode).toBe('bad-shape');
    gateway.faults.garbage = false;
    live(4);
    live(4);
    await poll(() => seenSeconds().catch(() => 0)).toBe(15);
    expect((await column(15)).at(-1)).toBe(4);
  });
});

describe('a console that cannot keep up', () => {
  it('gets what it has credit for and then a gap that is told; the gateway holds no more than its log', async () => {
    await gateway.close();
    gateway = await startPushGateway({ batchesMax: 50 });
    gateway.beginAt(start);
    live(1);
    await open().check(never);
    await poll(seenSeconds).toBe(1);
    gateway.faults.holdBack = true;
    for (let i = 0; i < 500; i += 1) live(1);
    expect(gateway.logged).toBe(50);
    gateway.faults.holdBack = false;
    live(1);
    await poll(seenSeconds).toBe(502);
    const counts = await column(502);
    expect(counts.slice(0, 1)).toEqual([1]);
    expect(counts.slice(1, 452).every(Number.isNaN)).toBe(true);
    expect(counts.slice(452)).toEqual(Array.from({ length: 50 }, () => 1));
  });
});

it('a reader that takes nothing is sent its credit and not one batch more, and then told what it missed', async () => {
  await gateway.close();
  gateway = await startPushGateway({ batchesMax: 20 });
  gateway.beginAt(start);
  const socket = io(gateway.url, { transports: ['websocket'], forceNew: true });
  const heard: unknown[] = [];
  socket.on('batch', ({ cursor }: { cursor: number }) => heard.push(cursor));
  socket.on('gap', (gap: unknown) => heard.push(gap));
  await socket.timeout(2_000).emitWithAck('hello', { version: 1, resume: null, credit: 3 });
  for (let i = 0; i < 100; i += 1) live(1);
  await poll(() => heard).toEqual([1, 2, 3]);
  // The answer comes behind everything that was sent before it.
  await socket.timeout(2_000).emitWithAck('time');
  expect(heard).toEqual([1, 2, 3]);
  socket.emit('grant', { batches: 5 });
  await poll(() => heard).toEqual([1, 2, 3, { next: 81, completeFrom: start + 80_000 }, 81, 82]);
  socket.disconnect();
});

describe('what a gateway may refuse', () => {
  const withGateway = async (options: GatewayOptions): Promise<void> => {
    await gateway.close();
    gateway = await startPushGateway(options);
  };
  const access = { auth: { kind: 'bearer' as const } };
  const openWith = (secrets: Record<string, string>): Backend => {
    const settings = { kind: 'pushFeed', url: gateway.url, path: '/socket.io', poll: 200, access } as const;
    const opened = openBackend('pushFeed', settings, {
      demoCityUrl: null,
      backendId: 'feed',
      secrets,
      folder: null,
      monoNow: () => performance.now(),
    });
    backend = opened;
    return opened;
  };
  const tokenSlot = (): string => JSON.stringify([gateway.url, 'token', '']);

  it('a token that is not known is denied, a right one is let in, a missing one is asked for', async () => {
    await withGateway({ authorization: 'Bearer right' });
    await expect(openWith({ [tokenSlot()]: 'wrong' }).check(never)).rejects.toMatchObject({ code: 'denied' });
    backend?.close();
    await expect(openWith({}).check(never)).rejects.toMatchObject({ code: 'secret-missing' });
    backend?.close();
    await expect(openWith({ [tokenSlot()]: 'right' }).check(never)).resolves.toMatchObject({ notes: [] });
  });

  it.each([
    [401, 'denied'],
    [429, 'busy'],
    [503, 'busy'],
  ] as const)('HTTP status %d at the door is %s', async (status, code) => {
    gateway.faults.refuse = status;
    await expect(open().check(never)).rejects.toMatchObject({ code });
  });

  it('nobody there is refused, and a gateway that comes up later is found', async () => {
    await gateway.stop();
    await expect(open().check(never)).rejects.toMatchObject({ code: 'refused' });
    await gateway.start();
    live(1);
    await poll(failureCode).toBe('none');
  });
});
