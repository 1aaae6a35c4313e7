import { expect, it } from 'vitest';
import type { BacktestAlarm, BacktestRun } from '../../../contract/detection';
import { compareRuns, runName } from './compareRuns';
import { judgeRuns, readMarks } from './marks';
import { localMoment, localText, reportRows } from './reportRows';
import { countsAt } from './sensitivity';

const minuteMs = 60_000;
const noon = Date.parse('2026-11-24T12:00:00+08:00');

function alarm(seriesKey: string, minute: number, lasts = 5): BacktestAlarm {
  const startedAt = noon + minute * minuteMs;
  return {
    id: `${seriesKey} ${startedAt}`,
    seriesKey,
    metricId: seriesKey,
    slice: { city: 'xian' },
    startedAt,
    endedAt: startedAt + lasts * minuteMs,
    direction: 'below',
    shape: 'cliff',
    peakScore: 1.23456,
    value: 60,
    expected: 100,
    lost: 12.4,
  };
}

function run(detector: BacktestRun['detector'], alarms: readonly BacktestAlarm[], sensitivity = 1): BacktestRun {
  return { detector, sensitivity, alarms, more: 0, perDay: alarms.length };
}

const level = run('level', [alarm('paid', 0), alarm('paid', 60), alarm('pushed', 0)]);
const rule = run('classicRule', [alarm('paid', 14), alarm('paid', 200)]);

it('alarms of the same series within ten minutes are the same thing, of another series never', () => {
  const compared = compareRuns([level, rule]);
  expect(compared.map(({ only }) => only.map(({ id }) => id))).toEqual([
    [alarm('paid', 60).id, alarm('pushed', 0).id],
    [alarm('paid', 200).id],
  ]);
  expect(compared.map(({ shared }) => shared)).toEqual([
    [3, 1],
    [1, 2],
  ]);
});

it('a report tells each alarm once, oldest first, with the runs that have it, in local time', () => {
  const wide = run('level', [alarm('paid', 0)], 2);
  const rows = reportRows([level, wide], 'Asia/Shanghai');
  expect(rows.map(({ started, metric, runs }) => [started, metric, runs])).toEqual([
    ['2026-11-24T12:00:00', 'paid', 'level; level at 2'],
    ['2026-11-24T12:00:00', 'pushed', 'level'],
    ['2026-11-24T13:00:00', 'paid', 'level'],
  ]);
  expect(rows[0]).toMatchObject({ slice: 'city=xian', score: 1.23, lost: 12, mark: '' });
  expect(runName(wide)).toBe('level at 2');
});

it('a mark on one run’s alarm counts for every run that is about the same thing', () => {
  const marks = [
    { alarmId: alarm('paid', 0).id, verdict: 'true' },
    { alarmId: alarm('paid', 60).id, verdict: 'false' },
    // Of an earlier report, whose run is not in this one.
    { alarmId: `accepted ${noon}`, verdict: 'true' },
  ] as const;
  const verdicts = judgeRuns([level, rule], marks);
  expect(verdicts.map(({ right, wrong, unmarked, precision, found }) => [right, wrong, unmarked, precision, found])).toEqual([
    [1, 1, 1, 0.5, 0.5],
    [1, 0, 1, 1, 0.5],
  ]);
  expect(judgeRuns([rule], [])[0]).toMatchObject({ precision: null, found: null, unmarked: 2 });
});

it('marks are read as people write them, and refused with what to write instead', () => {
  const rows = [
    { id: 'a 1', mark: ' TRUE ' },
    { id: 'b 1', mark: '' },
    { id: 'c 1', mark: '错' },
  ];
  expect(readMarks(rows, ['id', 'mark'])).toEqual({
    ok: true,
    marks: [
      { alarmId: 'a 1', verdict: 'true' },
      { alarmId: 'c 1', verdict: 'false' },
    ],
  });
  expect(readMarks([{ id: 'a 1', mark: 'maybe' }], ['id', 'mark'])).toEqual({
    ok: false,
    sentence: 'line 2: a mark is true or false, not "maybe"',
  });
  const columns = readMarks([], ['alarm']);
  expect(columns.ok ? '' : columns.sentence).toContain('no column id and none mark');
});

it('a date is a moment in the workspace’s zone', () => {
  expect(localMoment('2026-11-24T12:00', 'Asia/Shanghai')).toBe(noon);
  expect(localMoment('2026-11-24', 'Europe/Berlin')).toBe(Date.parse('2026-11-24T00:00:00+01:00'));
  expect(localMoment('yesterday', 'Asia/Shanghai')).toBeNull();
  expect(localText(noon, 'Europe/Berlin')).toBe('2026-11-24T05:00:00');
});

it('a sensitivity asks as much more or less of a sample, and at 1 leaves the word to the detector', () => {
  expect([0.5, 1, 2].map((sensitivity) => countsAt(sensitivity, true, 1.2))).toEqual([false, true, true]);
  expect([0.5, 1, 2].map((sensitivity) => countsAt(sensitivity, true, 2))).toEqual([true, true, true]);
  expect([0.5, 1, 2].map((sensitivity) => countsAt(sensitivity, false, 0.5))).toEqual([false, false, true]);
  expect([0.5, 1, 2].map((sensitivity) => countsAt(sensitivity, false, 0.4))).toEqual([false, false, false]);
});
