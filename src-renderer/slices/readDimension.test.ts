import { expect, test } from 'vitest';
import type { Table } from '../../contract/frames';
import { storyWorkspace } from '../windows/overview/story';
import { readDimension } from './readDimension';

const workspace = {
  ...storyWorkspace,
  dimensions: { channel: { name: { zh: '渠道', en: 'channel' }, values: { B: { zh: '渠道 B', en: 'Channel B' } } } },
};

function table(rows: Record<string, readonly [now: number, expected: number]>): Table {
  const values = Object.values(rows);
  const now = Float64Array.from(values, ([value]) => value);
  const expected = Float64Array.from(values, ([, value]) => value);
  const sampleAt = now.every(Number.isNaN) ? null : 60_000;
  return {
    tableId: 't',
    from: 0,
    to: 60_000,
    keys: Object.keys(rows).map((id) => [id]),
    now,
    yesterday: expected,
    lastWeek: expected,
    expected,
    more: 0,
    status: { sampleAt, intervalMs: 1, filling: null, backendId: 'c', reporting: null, phase: 'live', reason: null },
  };
}

test('the value that lost most is named as the workspace names it, others as the backend does', () => {
  const found = readDimension(workspace, 'channel', table({ A: [600, 605], B: [20, 415] }));
  expect([found?.worst.name.en, found?.health]).toEqual(['Channel B', 'broken']);
  expect(readDimension(workspace, 'channel', table({ X: [20, 415], B: [414, 415] }))?.worst.name.zh).toBe('X');
});

test('a value that vanished while others are there has lost everything', () => {
  const found = readDimension(workspace, 'channel', table({ A: [600, 605], B: [Number.NaN, 415] }));
  expect([found?.worst.valueId, found?.worst.now, found?.gapShare?.toFixed(2)]).toEqual(['B', 0, '0.99']);
});

test('when no value has a sample nothing is said about any of them', () => {
  expect(readDimension(workspace, 'channel', table({ A: [Number.NaN, 605], B: [Number.NaN, 415] }))).toBeNull();
});
