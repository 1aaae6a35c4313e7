import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RoomEvent } from '../../../contract/state';
import { tinyWorkspace } from '../testing/tinyWorkspace';
import { openEventJournal } from './eventJournal';
import { readWorkspace } from '../workspaceFile/workspaceFile';

const reading = readWorkspace(
  tinyWorkspace.replace('source: city', '  prom: { kind: prometheus, url: "http://127.0.0.1:9090" }\nsource: city'),
  'shop.yaml',
);
if (!reading.ok) throw new Error('the test workspace must open');
const { workspace } = reading;

const event = (id: string, backendId: string): RoomEvent => ({
  id,
  at: 1,
  kind: 'change',
  title: { zh: '发布', en: 'release' },
  target: null,
  traffic: 'real',
  backendId,
  severity: 'none',
  until: null,
  labels: {},
  alert: null,
});

let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'highnoon-events-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('events of a real backend are there after a restart, each workspace file with its own', () => {
  const first = openEventJournal(folder, '/a.yaml', workspace);
  first.append([event('e1', 'prom'), event('e2', 'prom')]);
  first.close();
  expect(openEventJournal(folder, '/a.yaml', workspace).events.map(({ id }) => id)).toEqual(['e1', 'e2']);
  expect(openEventJournal(folder, '/b.yaml', workspace).events).toEqual([]);
});

test('the embedded city begins anew at each start, so what happened in its last life is not kept', () => {
  const first = openEventJournal(folder, null, workspace);
  first.append([event('e1', 'city')]);
  first.close();
  expect(openEventJournal(folder, null, workspace).events).toEqual([]);
});

test('of an event that changed, the newest word is what is there after a restart', () => {
  const first = openEventJournal(folder, '/a.yaml', workspace);
  first.append([event('e1', 'prom'), event('e2', 'prom')]);
  first.append([{ ...event('e1', 'prom'), until: 9 }]);
  first.close();
  expect(openEventJournal(folder, '/a.yaml', workspace).events.map(({ id, until }) => [id, until])).toEqual([
    ['e1', 9],
    ['e2', null],
  ]);
});
