import { describe, expect, it } from 'vitest';
import { localDayOf, shiftByDays } from './dayShift';

const hour = 3_600_000;
const at = (text: string): number => Date.parse(text);

/** Where the samples shown at `target` come from; null = that local time did not exist. */
function sourceOf(target: string, days: number, timeZone: string): string | null {
  const moment = at(target);
  const span = shiftByDays(moment - 12 * hour, moment + 12 * hour, days, timeZone).find(
    ({ from, to }) => moment >= from && moment < to,
  );
  if (span === undefined) throw new Error('no span holds the target');
  return span.shiftMs === null ? null : new Date(moment - span.shiftMs).toISOString();
}

describe('the same local time on an earlier day', () => {
  it('is 24 hours back where clocks do not change', () => {
    expect(shiftByDays(at('2026-11-22T00:00:00Z'), at('2026-11-23T00:00:00Z'), 1, 'Asia/Shanghai')).toEqual([
      { from: at('2026-11-22T00:00:00Z'), to: at('2026-11-23T00:00:00Z'), shiftMs: 24 * hour },
    ]);
  });

  it('is 23 hours back on the afternoon after Berlin went to summer time', () => {
    // 29 March 2026: 02:00 → 03:00.
    expect(sourceOf('2026-03-29T12:00:00+02:00', 1, 'Europe/Berlin')).toBe('2026-03-28T11:00:00.000Z');
    expect(sourceOf('2026-03-29T01:59:50+01:00', 1, 'Europe/Berlin')).toBe('2026-03-28T00:59:50.000Z');
    expect(sourceOf('2026-03-29T03:00:00+02:00', 1, 'Europe/Berlin')).toBe('2026-03-28T02:00:00.000Z');
  });

  it('has a gap for the hour that did not exist yesterday', () => {
    expect(sourceOf('2026-03-30T01:59:50+02:00', 1, 'Europe/Berlin')).toBe('2026-03-29T00:59:50.000Z');
    expect(sourceOf('2026-03-30T02:00:00+02:00', 1, 'Europe/Berlin')).toBeNull();
    expect(sourceOf('2026-03-30T02:59:50+02:00', 1, 'Europe/Berlin')).toBeNull();
    expect(sourceOf('2026-03-30T03:00:00+02:00', 1, 'Europe/Berlin')).toBe('2026-03-29T01:00:00.000Z');
  });

  it('shows yesterday twice while Berlin lives an hour twice, and the first of two hours a day later', () => {
    // 25 October 2026: 03:00 → 02:00.
    expect(sourceOf('2026-10-25T02:30:00+02:00', 1, 'Europe/Berlin')).toBe('2026-10-24T00:30:00.000Z');
    expect(sourceOf('2026-10-25T02:30:00+01:00', 1, 'Europe/Berlin')).toBe('2026-10-24T00:30:00.000Z');
    expect(sourceOf('2026-10-26T02:30:00+01:00', 1, 'Europe/Berlin')).toBe('2026-10-25T00:30:00.000Z');
    expect(sourceOf('2026-10-26T03:00:00+01:00', 1, 'Europe/Berlin')).toBe('2026-10-25T02:00:00.000Z');
    expect(sourceOf('2026-10-31T12:00:00+01:00', 7, 'Europe/Berlin')).toBe('2026-10-24T10:00:00.000Z');
  });

  it("follows Lord Howe Island's half hour", () => {
    // 4 October 2026: 02:00 (+10:30) → 02:30 (+11:00).
    expect(sourceOf('2026-10-04T12:00:00+11:00', 1, 'Australia/Lord_Howe')).toBe('2026-10-03T01:30:00.000Z');
    expect(sourceOf('2026-10-05T02:15:00+11:00', 1, 'Australia/Lord_Howe')).toBeNull();
    expect(sourceOf('2026-10-05T02:30:00+11:00', 1, 'Australia/Lord_Howe')).toBe('2026-10-03T15:30:00.000Z');
  });

  it.each(['Europe/Berlin', 'Australia/Lord_Howe', 'America/New_York', 'Asia/Shanghai', 'Africa/Casablanca'])(
    'covers every moment of a year exactly once in %s, and never shows another local time',
    (timeZone) => {
      const format = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });
      const start = at('2026-01-01T00:00:00Z');
      for (let day = 0; day < 365; day += 1) {
        const from = start + day * 24 * hour;
        let reached = from;
        for (const span of shiftByDays(from, from + 24 * hour, 7, timeZone)) {
          expect(span.from).toBe(reached);
          reached = span.to;
          if (span.shiftMs === null) continue;
          for (const moment of [span.from, span.to - 1_000])
            if (format.format(moment) !== format.format(moment - span.shiftMs)) throw new Error(new Date(moment).toISOString());
        }
        expect(reached).toBe(from + 24 * hour);
      }
    },
  );
});

describe('a local day', () => {
  it('has 23, 24 or 25 hours', () => {
    const hours = (text: string): number => {
      const { from, to } = localDayOf(at(text), 'Europe/Berlin');
      return (to - from) / hour;
    };
    expect([hours('2026-03-29T12:00:00Z'), hours('2026-06-01T12:00:00Z'), hours('2026-10-25T12:00:00Z')]).toEqual([23, 24, 25]);
  });
});
