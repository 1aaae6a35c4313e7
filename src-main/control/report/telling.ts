import { Temporal } from 'temporal-polyfill';
import type { Language } from '../../../contract/choices';
import { absent, formatClock, formatCount, formatDate, formatDuration, formatMs, formatShare } from '../../../contract/format';
import type { Incident } from '../../../contract/incidents';
import type { LocalText } from '../../../contract/words';
import { plainMarkdown } from './plainMarkdown';
import type { ReportFacts } from './reportFacts';
import { reportWords } from './words/words';
import type { ReportWords } from './words/zh';

/** How one report says things: its words, and everything that is not a word as Markdown. */
export interface Telling {
  readonly language: Language;
  readonly words: ReportWords;
  /** What somebody else named or wrote. */
  name(text: LocalText | string): string;
  /** `12:02:10`; with the date when it is not the incident's day. */
  clock(at: number): string;
  day(at: number): string;
  /** `Asia/Shanghai`'s `UTC+08:00` then. */
  offset(at: number): string;
  lasted(ms: number): string;
  orders(count: number): string;
  ordersPerMinute(count: number): string;
  share(share: number | null): string;
  confidence(value: number): string;
  /** Of a diagnosis: seconds, shares, calls a second. */
  measured(series: string, value: number | null): string;
  metric(metricId: string): string;
  readonly target: (target: string) => string;
}

export function createTelling({ incident, room }: Pick<ReportFacts, 'incident' | 'room'>, language: Language): Telling {
  const words = reportWords[language];
  const { timeZone } = room;
  const ofDay = formatDate(incident.startedAt, timeZone);
  const name = (text: LocalText | string): string => plainMarkdown(typeof text === 'string' ? text : text[language]);
  return {
    language,
    words,
    name,
    clock: (at) => {
      const day = formatDate(at, timeZone);
      return day === ofDay ? formatClock(at, timeZone) : `${day} ${formatClock(at, timeZone)}`;
    },
    day: (at) => `${formatDate(at, timeZone)} ${formatClock(at, timeZone)}`,
    offset: (at) => `UTC${Temporal.Instant.fromEpochMilliseconds(Math.floor(at)).toZonedDateTimeISO(timeZone).offset}`,
    lasted: formatDuration,
    orders: (count) => words.orders(formatCount(Math.round(count), language)),
    ordersPerMinute: (count) => words.ordersPerMinute(formatCount(Math.round(count), language)),
    share: formatShare,
    confidence: (value) => value.toFixed(2),
    measured: (series, value) => {
      if (value === null) return absent;
      if (series === 'latency') return formatMs(value * 1_000);
      return series === 'requests' ? `${formatCount(value, language)}/s` : formatShare(value);
    },
    metric: (metricId) => name(room.metric(metricId).name),
    target: (target) => name(room.target(target)),
  };
}

/** How long it has lasted, room ms. */
export function lastedMs({ startedAt, resolvedAt }: Pick<Incident, 'startedAt' | 'resolvedAt'>, at: number): number {
  return Math.max(0, (resolvedAt ?? at) - startedAt);
}
