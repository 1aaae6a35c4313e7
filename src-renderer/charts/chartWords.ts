import { useMemo } from 'react';
import type { DayShift } from '../../contract/frames';
import type { SharedState } from '../../contract/state';
import type { Language } from '../../contract/choices';
import type { AgePhase } from '../state/dataAge';
import { useConsole } from '../state/windowConsole';
import type { Text } from '../i18n/text';
import { useLanguage, useText } from '../i18n/useText';
import { formatAge, formatClock, weekdayOf } from '../ui/format';

/** In which language and time zone a picture writes. A new object means: draw again. */
export interface ChartWords {
  readonly text: Text;
  readonly language: Language;
  /** The room's; the workstation's before a workspace is open. */
  readonly timeZone: string;
}

export function useChartWords(): ChartWords {
  const text = useText();
  const language = useLanguage();
  const timeZone = useConsole(selectTimeZone);
  return useMemo(() => ({ text, language, timeZone }), [text, language, timeZone]);
}

function selectTimeZone(shared: SharedState): string {
  return shared.workspace['current']?.timeZone ?? localTimeZone;
}
const localTimeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

const lastWeekKeys = [
  'chart.lastWeek0',
  'chart.lastWeek1',
  'chart.lastWeek2',
  'chart.lastWeek3',
  'chart.lastWeek4',
  'chart.lastWeek5',
  'chart.lastWeek6',
] as const;

/** 上周三: last week's line by its weekday, which is today's. */
export function lastWeekName({ text, timeZone }: ChartWords, roomAt: number): string {
  return text(lastWeekKeys[weekdayOf(roomAt, timeZone)] ?? 'chart.lastWeek0');
}

/** 今天, 昨天, 上周三, 预期, an edge of the band, or a chosen day's date. */
export function dayName(words: ChartWords, day: DayShift, roomAt: number): string {
  if (day === 'lastWeek') return lastWeekName(words, roomAt);
  return isNamed(day) ? words.text(dayKeys[day]) : day.slice('date:'.length);
}

const dayKeys = {
  today: 'chart.today',
  yesterday: 'chart.yesterday',
  expected: 'chart.expected',
  low: 'chart.bandLow',
  high: 'chart.bandHigh',
} as const;

function isNamed(day: DayShift): day is keyof typeof dayKeys {
  return Object.hasOwn(dayKeys, day);
}

/** 1.2 s · 已停 43 s · 12:01:18 后无数据 · 读取中 */
export function ageText(
  { text, language, timeZone }: ChartWords,
  age: { readonly phase: AgePhase; readonly ageMs: number | null },
  sampleAt: number | null,
): string {
  if (age.ageMs === null || sampleAt === null) return text('age.loading');
  if (age.phase === 'gone') return text('age.noneSince', { time: formatClock(sampleAt, timeZone) });
  const written = formatAge(age.ageMs, language);
  return age.phase === 'stale' ? text('age.stopped', { age: written }) : written;
}
