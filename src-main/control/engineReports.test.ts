import { expect, test } from 'vitest';
import { eventsMax, type RoomClock, type RoomEvent } from '../../contract/state';
import { createEngineReports, type EngineReports } from './engineReports';
import { createSharedStore, type Store } from './store';

const event = (id: string, at = 1): RoomEvent => ({
  id,
  at,
  kind: 'change',
  title: { zh: '发布', en: 'release' },
  target: null,
  traffic: 'real',
  backendId: 'city',
  severity: 'none',
  until: null,
  labels: {},
  alert: null,
});
const clock: RoomClock = { roomAt: 1_000_000, rate: 60, errorMs: 5, workstationOffMs: null, backendId: 'city', stepped: null };

function reporting(): { store: Store; reports: EngineReports; kept: string[]; setNow: (ms: number) => void } {
  const store = createSharedStore(() => undefined);
  const kept: string[] = [];
  let now = 0;
  const reports = createEngineReports(
    store,
    () => now,
    (events) => kept.push(...events.map(({ id }) => id)),
  );
  return { store, reports, kept, setNow: (ms) => (now = ms) };
}

test('what still arrives about a former workspace is dropped', () => {
  const { store, reports } = reporting();
  reports.begin(2, []);
  reports.receive({ type: 'events', revision: 1, events: [event('late')] });
  expect(store.read().events).toEqual({});
});

test('a new workspace starts with what its journal remembers and nothing of the former one', () => {
  const { store, reports } = reporting();
  reports.begin(1, []);
  reports.receive({ type: 'events', revision: 1, events: [event('old')] });
  reports.begin(2, [event('remembered')]);
  expect(Object.keys(store.read().events)).toEqual(['remembered']);
});

test('each event is kept once, however often the engine tells it', () => {
  const { reports, kept } = reporting();
  reports.begin(1, [event('remembered')]);
  reports.receive({ type: 'events', revision: 1, events: [event('remembered'), event('new')] });
  reports.receive({ type: 'events', revision: 1, events: [event('new')] });
  expect(kept).toEqual(['new']);
});

test('only the newest events stay in shared state', () => {
  const { store, reports } = reporting();
  reports.begin(1, []);
  const events = Array.from({ length: eventsMax + 20 }, (_, i) => event(`e${i}`, i));
  reports.receive({ type: 'events', revision: 1, events });
  const ids = Object.keys(store.read().events);
  expect(ids).toHaveLength(eventsMax);
  expect(ids).not.toContain('e19');
  expect(ids).toContain('e20');
});

test('a window that opens later gets the clock as it stands then, not as it stood when it was told', () => {
  const { reports, setNow } = reporting();
  reports.begin(1, []);
  setNow(5_000);
  reports.receive({ type: 'clock', clock });
  setNow(7_000);
  expect(reports.clockNow()?.roomAt).toBe(1_000_000 + 2_000 * 60);
});
