import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seriesFor } from '../testing/seriesFor';
import { openHistory } from './openHistory';
import { connectSamples } from './sampleDatabase';
import type { SampleArchive } from './sampleArchive';

const orders = seriesFor('orders');
const longAgo = Number.MAX_SAFE_INTEGER;
let folder = '';
let logged: string[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'highnoon-history-'));
  logged = [];
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function open(options = {}): Promise<SampleArchive> {
  const archive = await openHistory(folder, 'shop', (text) => logged.push(text), options);
  if (archive === null) throw new Error(logged.join('\n'));
  return archive;
}

async function databasePath(): Promise<string> {
  const [home = ''] = await readdir(folder);
  return join(folder, home, 'samples.duckdb');
}

function slots(archive: SampleArchive, from: number, to: number) {
  return archive.read(orders, { from, to });
}

describe('the sample history', () => {
  it('gives back after a restart exactly the slots that were written, and gaps as gaps', async () => {
    const first = await open();
    first.append(orders, 100, Float64Array.of(1, Number.NaN, 3), longAgo);
    first.append(orders, 200, Float64Array.of(4, 5), longAgo);
    await first.close();
    const second = await open();
    expect(await slots(second, 90, 300)).toEqual([
      { firstSlot: 100, values: Float64Array.of(1, Number.NaN, 3) },
      { firstSlot: 200, values: Float64Array.of(4, 5) },
    ]);
    expect(await slots(second, 101, 103)).toEqual([{ firstSlot: 101, values: Float64Array.of(Number.NaN, 3) }]);
    expect(await second.read(seriesFor('paid'), { from: 0, to: 999 })).toEqual([]);
    await second.close();
    expect(logged).toEqual([]);
  });

  it('keeps no gap that late samples may still fill', async () => {
    const archive = await open();
    archive.append(orders, 100, Float64Array.of(1, Number.NaN, 3), 103 * orders.stepMs);
    await archive.flush();
    expect((await slots(archive, 90, 110)).map(({ firstSlot, values }) => [firstSlot, [...values]])).toEqual([
      [100, [1]],
      [102, [3]],
    ]);
    await archive.close();
  });

  it('writes a slot once, however often it is fetched', async () => {
    const archive = await open();
    for (const value of [1, 2]) {
      archive.append(orders, 7, Float64Array.of(value, value), longAgo);
      await archive.flush();
    }
    await archive.close();
    const database = await connectSamples(await databasePath());
    const out = new Float64Array(2);
    await database.read(1, orders.stepMs, { from: 7, to: 9 }, out);
    expect([...out]).toEqual([1, 1]);
    database.close();
  });

  it('survives kill -9 in the middle of writing: every committed batch is there, and it opens without a word', async () => {
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', join(import.meta.dirname, '../testing/writeUntilKilled.ts'), folder],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    const gone = new Promise((resolve) => child.once('exit', (_, signal) => resolve(signal)));
    let committed = 0;
    for await (const line of createInterface({ input: child.stdout })) {
      committed = Number(line.split(' ')[1]);
      if (committed >= 100_000) child.kill('SIGKILL');
    }
    expect(await gone).toBe('SIGKILL');

    const archive = await openHistory(folder, 'killed', (text) => logged.push(text));
    const kept = await archive?.read(seriesFor('orders', 1_000), { from: 0, to: committed });
    expect(logged).toEqual([]);
    expect(kept?.length).toBe(1);
    expect(kept?.[0]?.values.length).toBe(committed);
    expect(kept?.[0]?.values.every((value, slot) => value === slot)).toBe(true);
    await archive?.close();
  }, 30_000);

  it.each([
    ['is not a database at all', (path: string) => writeFile(path, 'not a database '.repeat(1_000))],
    ['was cut short', async (path: string) => truncate(path, Math.floor((await stat(path)).size / 3))],
  ])('sets a file aside that %s, says so, and begins a new one', async (_, spoil) => {
    const before = await open();
    before.append(orders, 0, new Float64Array(100_000).fill(1), longAgo);
    await before.close();
    await spoil(await databasePath());

    const after = await open();
    after.append(orders, 5, Float64Array.of(5), longAgo);
    await after.flush();
    expect(await slots(after, 0, 10)).toEqual([{ firstSlot: 5, values: Float64Array.of(5) }]);
    await after.close();
    expect(logged.join()).toContain('set aside as');
    const [home = ''] = await readdir(folder);
    expect((await readdir(join(folder, home))).filter((name) => name.includes('.set-aside-')).length).toBeGreaterThan(0);
  });

  it('leaves a database alone that another console has open', async () => {
    const owner = spawn(process.execPath, [
      '--import',
      'tsx',
      join(import.meta.dirname, '../testing/writeUntilKilled.ts'),
      folder,
    ]);
    await new Promise((resolve) => createInterface({ input: owner.stdout }).once('line', resolve));
    expect(await openHistory(folder, 'killed', (text) => logged.push(text))).toBeNull();
    expect(logged.join()).toContain('Another console keeps');
    const gone = new Promise((resolve) => owner.once('exit', resolve));
    owner.kill('SIGKILL');
    await gone;
    expect((await readdir(join(folder, (await readdir(folder))[0] ?? ''))).some((name) => name.includes('aside'))).toBe(false);
  }, 30_000);

  it('stays within its limit by dropping the oldest first', async () => {
    const archive = await open({ bytesMax: 3_000_000 });
    const batch = 60_000;
    for (let slot = 0; slot < 10 * batch; slot += batch) {
      // Values that do not compress, so that the limit is reached soon.
      archive.append(
        orders,
        slot,
        Float64Array.from({ length: batch }, (_, i) => Math.sin(slot + i) * 1e6),
        longAgo,
      );
      await archive.flush();
    }
    expect(logged.join()).toContain('reached its limit');
    expect(await slots(archive, 0, batch)).toEqual([]);
    const newest = await slots(archive, 9 * batch, 10 * batch);
    expect(newest[0]?.values.length).toBe(batch);
    expect(newest[0]?.values[7]).toBe(Math.sin(9 * batch + 7) * 1e6);
    await archive.close();
    expect((await stat(await databasePath())).size).toBeLessThan(12_000_000);
  });
});
