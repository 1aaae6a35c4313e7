import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { openJournal, type JournalFormat } from './journal';

const tickSchema = z.object({ tick: z.number(), text: z.string() });
type Tick = z.infer<typeof tickSchema>;
const format: JournalFormat<Tick> = {
  name: 'test.ticks',
  version: 1,
  entry: tickSchema,
  migrate: (entry) => entry,
  bytesMax: 1_000_000,
  keep: (entries) => entries.slice(-100),
};

let folder = '';
let path = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'highnoon-journal-'));
  path = join(folder, 'ticks.journal');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(...ticks: number[]): void {
  const { journal } = openJournal(path, format);
  for (const tick of ticks) journal.append({ tick, text: '午' });
  journal.close();
}
const ticksOf = (opened: { entries: readonly Tick[] }): number[] => opened.entries.map(({ tick }) => tick);

test('what was appended is there at the next start, in order', () => {
  write(1, 2);
  write(3);
  const opened = openJournal(path, format);
  expect(ticksOf(opened)).toEqual([1, 2, 3]);
  expect(opened.repairs).toEqual([]);
});

test('a torn last line is cut off and told, and the next entry follows the sound ones', () => {
  write(1, 2);
  appendFileSync(path, '5d41402a 999 {"tick":3,"te');
  const torn = openJournal(path, format);
  expect(ticksOf(torn)).toEqual([1, 2]);
  expect(torn.repairs).toHaveLength(1);
  expect(torn.repairs[0]).toContain('torn');
  torn.journal.append({ tick: 4, text: '午' });
  torn.journal.close();
  const after = openJournal(path, format);
  expect(ticksOf(after)).toEqual([1, 2, 4]);
  expect(after.repairs).toEqual([]);
});

test('a last line whose bytes never reached the disk (zeros) is cut off too', () => {
  write(1);
  appendFileSync(path, Buffer.concat([Buffer.alloc(64), Buffer.from('\n')]));
  expect(ticksOf(openJournal(path, format))).toEqual([1]);
});

test('a line damaged in the middle is left out and told; what follows it is kept', () => {
  write(1, 2, 3);
  writeFileSync(path, readFileSync(path, 'utf8').replace('"tick":2', '"tick":7'));
  const opened = openJournal(path, format);
  expect(ticksOf(opened)).toEqual([1, 3]);
  expect(opened.repairs[0]).toContain('1 damaged');
});

test('a file of a newer console is set aside, not overwritten', () => {
  writeFileSync(path, '{"journal":"test.ticks","version":9}\n');
  const opened = openJournal(path, format);
  expect(opened.entries).toEqual([]);
  expect(opened.repairs[0]).toContain('version 9');
  expect(existsSync(`${path}.set-aside`)).toBe(true);
});

test('an older version is lifted once and then stored as the new one', () => {
  write(1);
  const second = { ...format, version: 2, migrate: (entry: unknown) => ({ ...tickSchema.parse(entry), text: 'lifted' }) };
  const opened = openJournal(path, second);
  expect(opened.entries).toEqual([{ tick: 1, text: 'lifted' }]);
  opened.journal.close();
  expect(readFileSync(path, 'utf8')).toContain('"version":2');
  expect(openJournal(path, second).entries).toEqual([{ tick: 1, text: 'lifted' }]);
});

test('the file never grows far beyond its limit: it is rewritten with what is worth keeping', () => {
  const small = { ...format, bytesMax: 10_000 };
  const { journal } = openJournal(path, small);
  for (let tick = 0; tick < 5_000; tick += 1) journal.append({ tick, text: '午' });
  journal.close();
  expect(statSync(path).size).toBeLessThan(12_000);
  expect(ticksOf(openJournal(path, small)).at(-1)).toBe(4_999);
});

test('after kill −9 in full flight everything the writer reported is there, without a hole', { timeout: 30_000 }, async () => {
  const writer = spawn(process.execPath, [join(import.meta.dirname, '../testing/journalWriter.mjs'), path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let reported = -1;
  for await (const line of createInterface({ input: writer.stdout })) {
    reported = Number(line);
    if (reported >= 2_000) break;
  }
  writer.kill('SIGKILL');
  await once(writer, 'exit');
  const ticks = ticksOf(openJournal(path, { ...format, bytesMax: 200_000_000 }));
  expect(ticks.length).toBeGreaterThan(reported);
  expect(ticks).toEqual(ticks.map((_, i) => i));
});
