import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { clockAheadMs, faultRows, isTold, type Cell } from './faults';
import { brokenId, kinds, openWarRoom, resetId, soundId, stepMs, type Kind, type SeenPanel, type WarRoom } from './warRoom';

/**
 * Every kind of backend with every fault, on real servers: what an operator is told about the one that is broken, and that
 * the sound one of each kind beside it loses nothing.
 */

const usual = 100;
/** How late a sound backend's samples may be beside broken ones, ms, more than before. */
const delayedMsMax = 1_500;
const withSamples = kinds.filter((kind) => kind !== 'alertmanager');
const poll = (read: () => unknown) => expect.poll(read, { timeout: 12_000, interval: 50 });
let room: WarRoom;

beforeAll(async () => {
  room = await openWarRoom();
}, 60_000);
afterAll(() => room.close());

it('at first all ten backends are live and their curves whole', async () => {
  await allLive();
  for (const kind of withSamples) await poll(() => gapsIn(room.panel(soundId(kind)))).toBe(0);
}, 40_000);

/** Also outside a test, which `expect.poll` cannot. */
async function allLive(): Promise<void> {
  for (const kind of kinds)
    for (const id of [brokenId(kind), soundId(kind)])
      await vi.waitFor(() => expect(room.health(id)?.phase, id).toBe('live'), { timeout: 15_000, interval: 50 });
}

/** Complete buckets of the last 40 s before the newest sample that are not there. */
function gapsIn(panel: SeenPanel | undefined): number {
  if (panel?.sampleAt === null || panel === undefined) return Number.POSITIVE_INFINITY;
  const end = Math.floor((panel.sampleAt - panel.from) / stepMs);
  return [...panel.values.subarray(Math.max(0, end - 20), end)].filter(Number.isNaN).length;
}

/** How much older than the room's now the newest sample of a panel was at worst, over the batches from `first` on. */
function latestLagMs(panelId: string, first: number): number {
  let worst = 0;
  let sampleAt: number | null = null;
  for (const [i, batch] of room.window.batches.entries()) {
    const frame = batch.frames.find((one) => one.panelId === panelId);
    sampleAt = frame?.lines[0]?.sampleAt ?? sampleAt;
    if (i >= first && sampleAt !== null) worst = Math.max(worst, batch.roomAt - sampleAt);
  }
  return worst;
}

/** Complete buckets that are drawn. */
function drawn(id: string): number[] {
  const panel = room.panel(id);
  if (panel === undefined || panel.sampleAt === null) return [];
  const end = Math.max(0, Math.floor((panel.sampleAt - panel.from) / stepMs));
  return [...panel.values.subarray(0, end)].filter((value) => !Number.isNaN(value));
}

const isCell = (cell: Cell): cell is Exclude<Cell, string> => typeof cell !== 'string';

describe.each(faultRows)('$name', ({ cells }) => {
  const marks = { messages: 0, batches: 0 };
  const sampleAtBefore = new Map<Kind, number>();
  const lagBefore = new Map<string, number>();

  beforeAll(async () => {
    for (const kind of withSamples) lagBefore.set(kind, latestLagMs(soundId(kind), Math.max(0, room.window.batches.length - 10)));
    Object.assign(marks, { messages: room.messages.length, batches: room.window.batches.length });
    for (const cell of Object.values(cells)) if (isCell(cell)) await cell.set(room);
    for (const kind of withSamples) sampleAtBefore.set(kind, room.panel(brokenId(kind))?.sampleAt ?? 0);
  });

  it.each(kinds)('%s', async (kind: Kind) => {
    const cell = cells[kind];
    if (!isCell(cell)) {
      process.stdout.write(`    ${kind}: not in the matrix. ${cell}\n`);
      expect(cell.length).toBeGreaterThan(20);
      return;
    }
    const { told } = cell;
    await poll(() => isTold(told, room.health(brokenId(kind)))).toBe(true);
    if (kind === 'alertmanager') return;
    if (told.failure !== undefined) {
      await poll(() => room.panel(brokenId(kind))?.phase).toBe('failed');
      expect(room.panel(brokenId(kind))?.reason).not.toBeNull();
      // The last good values stay, and nothing is invented after them.
      expect(drawn(brokenId(kind)).length).toBeGreaterThan(10);
    }
    if (told.note === 'clock-off') {
      const health = room.health(brokenId(kind));
      expect(Math.abs((health?.clockOffMs ?? 0) - clockAheadMs)).toBeLessThan(1_000 + (health?.clockErrorMs ?? 0));
      // What is drawn of it up to the room's now was taken five minutes ago, and is told to be as old.
      await poll(() => latestLagMs(brokenId(kind), room.window.batches.length - 1)).toBeGreaterThan(clockAheadMs - 3_000);
    }
    if (told.curve === 'same') {
      // Some servers show their samples half a minute late: what counts is that buckets came by the faulty way.
      const before = sampleAtBefore.get(kind) ?? 0;
      await poll(() => (room.panel(brokenId(kind))?.sampleAt ?? 0) - before).toBeGreaterThan(2 * stepMs);
      for (const value of drawn(brokenId(kind))) expect(value).toBeCloseTo(usual, 6);
    }
    if (told.curve === 'neverSpikes') {
      const id = kind === 'pushFeed' ? brokenId(kind) : resetId(kind);
      // A feed refuses a total that fell: it has a gap there, and needs no number.
      if (kind !== 'pushFeed') await poll(() => drawn(id).length).toBeGreaterThan(10);
      for (const value of drawn(id)) {
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThan(1.6 * usual);
      }
    }
    if (told.waits === true) expect(room.proxies[kind].requests).toBeLessThanOrEqual(4);
  });

  afterAll(async () => {
    for (const cell of Object.values(cells)) if (isCell(cell)) await cell.clear(room);
    await allLive();
  });

  it('takes nothing from the sound backend of any kind', async () => {
    const told = room.messages.slice(marks.messages).flatMap((message) => (message.type === 'backends' ? message.backends : []));
    const sound = told.filter(({ id }) => kinds.some((kind) => soundId(kind) === id));
    expect(sound.filter(({ phase }) => phase !== 'live')).toEqual([]);
    for (const kind of withSamples) {
      expect.soft(latestLagMs(soundId(kind), marks.batches), kind).toBeLessThan((lagBefore.get(kind) ?? 0) + delayedMsMax);
      await poll(() => gapsIn(room.panel(soundId(kind)))).toBe(0);
      for (const value of drawn(soundId(kind))) expect(value).toBeCloseTo(usual, 6);
    }
  });
});
