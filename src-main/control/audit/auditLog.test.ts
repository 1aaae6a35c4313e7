import { appendFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { headPathOf, openAuditLog, readHead } from './auditLog';
import { readAudit } from './auditText';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'highnoon-audit-'));
  path = join(folder, 'audit.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Three acts by two people, as the console would write them. */
function writeThree(): string[] {
  const { log } = openAuditLog(path);
  for (const [by, what] of [
    ['Ann', '限流 200/s'],
    ['Bo', 'renewed'],
    ['Ann', 'released'],
  ])
    log.append({ by, what });
  log.close();
  return readFileSync(path, 'utf8').trimEnd().split('\n');
}
const write = (lines: readonly string[]): void => writeFileSync(path, lines.map((line) => `${line}\n`).join(''));
const found = (): string[] => readAudit(readFileSync(path), readHead(path)).findings.map(({ kind }) => kind);

test('what was written is there, in order, and goes on after a restart', () => {
  writeThree();
  const { log, findings } = openAuditLog(path);
  expect(findings).toEqual([]);
  expect(log.append({ by: 'Bo', what: 'quit' }).seq).toBe(4);
  log.close();
  const { lines } = readAudit(readFileSync(path), readHead(path));
  expect(lines.map(({ record }) => record)).toMatchObject([
    { by: 'Ann', what: '限流 200/s' },
    {},
    {},
    { by: 'Bo', what: 'quit' },
  ]);
  expect(found()).toEqual([]);
});

test('a changed word, number or name is found, and where', () => {
  const lines = writeThree();
  write(lines.map((line) => line.replace('200/s', '900/s')));
  expect(readAudit(readFileSync(path), readHead(path)).findings).toEqual([
    { kind: 'altered', line: 1, says: 'Line 1 (record 1) was altered after it was written.' },
  ]);
});

test('a record that was altered and hashed anew is unlinked from the next one', () => {
  const lines = writeThree();
  const forged = openAuditLog(join(folder, 'forged.jsonl'));
  forged.log.append({ by: 'Eve', what: '限流 200/s' });
  forged.log.close();
  const [first = ''] = readFileSync(join(folder, 'forged.jsonl'), 'utf8').split('\n');
  write([first, ...lines.slice(1)]);
  expect(found()).toEqual(['unlinked']);
});

test('a record taken out, moved or told twice is found', () => {
  const [one = '', two = '', three = ''] = writeThree();
  write([one, three]);
  expect(found()).toEqual(['missing']);
  write([two, one, three]);
  expect(found()).toEqual(['missing', 'reordered', 'missing']);
  write([one, two, two, three]);
  expect(found()).toEqual(['reordered']);
});

test('an end that was cut off is found by the head beside the file, and so is a head that is gone', () => {
  const [one = '', two = ''] = writeThree();
  write([one, two]);
  expect(found()).toEqual(['truncated']);
  rmSync(headPathOf(path));
  expect(found()).toEqual(['noHead']);
});

test('junk in the file is found and loses nothing of the rest', () => {
  const [one = '', two = '', three = ''] = writeThree();
  write([one, 'not ours', two, '{"seq":9}', three]);
  expect(found()).toEqual(['unreadable', 'unreadable']);
  expect(readAudit(readFileSync(path), readHead(path)).lines).toHaveLength(3);
});

test('a sudden end inside a line costs that line, which nobody was told of; one before the head costs nothing', () => {
  writeThree();
  appendFileSync(path, '{"seq":4,"prev":"');
  const { log, findings } = openAuditLog(path);
  expect(findings.map(({ kind }) => kind)).toEqual(['torn']);
  log.append({ by: 'Bo', what: 'after the fall' });
  log.close();
  expect(found()).toEqual([]);
  // The line is on the disk, the head is still the former one.
  writeFileSync(headPathOf(path), JSON.stringify({ seq: 3, hash: readAudit(readFileSync(path), null).lines[2]?.hash }));
  expect(found()).toEqual([]);
});

test('cut inside the last acknowledged record it is truncated, not only torn', () => {
  writeThree();
  truncateSync(path, readFileSync(path).length - 10);
  expect(found()).toEqual(['torn', 'truncated']);
});

test('what cannot be written is an error before the effect', () => {
  const { log } = openAuditLog(path);
  log.close();
  expect(() => log.append({ by: 'Ann', what: 'anything' })).toThrow('so nothing is done');
  expect(found()).toEqual([]);
});
