import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSharedStore } from '../store';
import { openAuditDesk, type AuditDesk } from './auditDesk';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'highnoon-audit-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function openDesk(path = join(folder, 'audit.jsonl')): { desk: AuditDesk; path: string; shown: () => unknown } {
  const store = createSharedStore();
  const desk = openAuditDesk({ path, store, wallMs: () => 7, log: () => undefined });
  return { desk, path, shown: () => store.read().audit['current'] };
}

test('what was written is there at the next start, and shown as sound', () => {
  const first = openDesk();
  first.desk.log.append({ kind: 'asked' });
  first.desk.log.append({ kind: 'answered' });
  expect(first.shown()).toMatchObject({ records: 2, findings: [], writable: true });
  first.desk.close();
  const second = openDesk();
  expect(second.desk.records).toEqual([{ kind: 'asked' }, { kind: 'answered' }]);
  second.desk.close();
});

test('somebody alters the file while it is open: the next check says which line', () => {
  const { desk, path, shown } = openDesk();
  desk.log.append({ kind: 'asked', by: '陈屿' });
  desk.log.append({ kind: 'answered' });
  writeFileSync(path, readFileSync(path, 'utf8').replace('陈屿', '林舟'));
  desk.check();
  expect(shown()).toMatchObject({ findings: [expect.stringContaining('Line 1')] });
  desk.close();
});

test('an audit that cannot be opened refuses every record with a sentence, and says so on screen', () => {
  const blocked = join(folder, 'file');
  writeFileSync(blocked, '');
  const { desk, shown } = openDesk(join(blocked, 'audit.jsonl'));
  expect(() => desk.log.append({ kind: 'asked' })).toThrow(/cannot be opened, so nothing is done/);
  expect(shown()).toMatchObject({ writable: false });
});
