import type { Language } from './choices';
import type { LocalText } from './words';

/** Numbers as an operator reads them. Minus is U+2212; a value that is not there is an em dash, never a zero. */
export const minus = '\u2212';
export const absent = '—';

const groupLimit = 10_000;
const groups: Readonly<Record<Language, readonly { readonly from: number; readonly suffix: string }[]>> = {
  zh: [
    { from: 1e8, suffix: ' 亿' },
    { from: 1e4, suffix: ' 万' },
  ],
  en: [
    { from: 1e9, suffix: 'B' },
    { from: 1e6, suffix: 'M' },
    { from: 1e3, suffix: 'k' },
  ],
};

/** 1179 → `1,179`; from ten thousand three figures in the language's own groups: `2.47 万`, `18.6 万`, `24.7k`. */
export function formatCount(value: number | null, language: Language): string {
  if (value === null || !Number.isFinite(value)) return absent;
  const size = Math.abs(value);
  if (size < 10) return signed(value, trimZero(size.toFixed(1)));
  if (Math.round(size) < groupLimit) return signed(value, grouped(Math.round(size)));
  const group = groups[language].find(({ from }) => Number(size.toPrecision(3)) >= from) ?? { from: 1, suffix: '' };
  return signed(value, threeFigures(size / group.from) + group.suffix);
}

/** 980 to 1210 → `980–1,210`. */
export function formatRange(low: number, high: number, language: Language): string {
  return `${formatCount(low, language)}–${formatCount(high, language)}`;
}

/** 57400 → `5.74 万单`, 412 → `412 单`; in English `57.4k orders`. */
export function formatOrders(value: number | null, language: Language): string {
  const count = formatCount(value, language);
  if (language === 'en') return `${count} orders`;
  return /\d$/.test(count) ? `${count} 单` : `${count}单`;
}

/** 0.978 → `97.8%`. */
export function formatShare(share: number | null): string {
  if (share === null || !Number.isFinite(share)) return absent;
  return signed(share, `${(Math.abs(share) * 100).toFixed(1)}%`);
}

/** A change is always signed: −0.341 → `−34.1%`, 0.02 → `+2.0%`, 0 → `±0.0%`. */
export function formatChange(share: number | null): string {
  if (share === null || !Number.isFinite(share)) return absent;
  const size = `${(Math.abs(share) * 100).toFixed(1)}%`;
  if (size === '0.0%') return `±${size}`;
  return share < 0 ? minus + size : `+${size}`;
}

/** From here on "+220%" reads worse than "3.2×". */
const timesFrom = 2;

/** A change as a table has it: `−34.1%`, and beyond three times what is usual `14×`. */
export function formatChangeOrTimes(change: number | null): string {
  if (change === null || !(change >= timesFrom) || !Number.isFinite(change)) return formatChange(change);
  return `${formatTimes(change + 1)}×`;
}

/** 3.24 → `3.2`; from ten on without a decimal. */
export function formatTimes(times: number): string {
  return times < 9.95 ? times.toFixed(1) : String(Math.round(times));
}

/** Share by which `value` differs from `base`; null where either is missing or the base is not positive. */
export function changeFrom(base: number | null | undefined, value: number | null | undefined): number | null {
  if (base === null || base === undefined || value === null || value === undefined || base <= 0) return null;
  return value / base - 1;
}

/** 151000 ms → `02:31`; from an hour on `1:02:31`. */
export function formatDuration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  const hours = Math.floor(seconds / 3_600);
  const rest = `${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`;
  return hours === 0 ? rest : `${hours}:${rest}`;
}

/** Age of data: `1.2 s` below ten seconds, `18 s`, and minutes from two minutes on. */
export function formatAge(ms: number, language: Language): string {
  const seconds = Math.max(0, ms) / 1_000;
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  if (seconds < 119.5) return `${Math.round(seconds)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 120) return language === 'zh' ? `${minutes} 分` : `${minutes} min`;
  return language === 'zh' ? `${Math.floor(minutes / 60)} 小时` : `${Math.floor(minutes / 60)} h`;
}

/** A latency: 164 → `164 ms`, 3010 → `3.01 s`. */
export function formatMs(ms: number | null): string {
  if (ms === null || !Number.isFinite(ms)) return absent;
  return ms < 999.5 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(ms < 9_995 ? 2 : 1)} s`;
}

/** Between two clocks: `12 ms`, `2.3 s`, `5 min 02 s`, `2 h 05 min`; the sign is the caller's to tell. */
export function formatSkew(ms: number, language: Language): string {
  const size = Math.abs(ms);
  if (size < 999.5) return `${Math.round(size)} ms`;
  if (size < 59_950) return `${(size / 1_000).toFixed(1)} s`;
  const seconds = Math.round(size / 1_000);
  const [hour, minute, second] = language === 'zh' ? ['小时', '分', '秒'] : ['h', 'min', 's'];
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} ${minute} ${pad(seconds % 60)} ${second}`;
  return `${Math.floor(seconds / 3_600)} ${hour} ${pad(Math.floor(seconds / 60) % 60)} ${minute}`;
}

/** `+5 min 02 s`; a difference is always signed. */
export function formatSignedSkew(ms: number, language: Language): string {
  return `${ms < 0 ? minus : '+'}${formatSkew(ms, language)}`;
}

/** Room time `at` as `12:04:31` in the workspace's time zone. */
export function formatClock(at: number, timeZone: string): string {
  return clockFormat(timeZone).format(at);
}

/** Room time `at` as `12:04` in the workspace's time zone. */
export function formatTimeOfDay(at: number, timeZone: string): string {
  return formatClock(at, timeZone).slice(0, 5);
}

/** `2026-10-21` in the workspace's time zone. */
export function formatDate(at: number, timeZone: string): string {
  return dateFormat(timeZone).format(at);
}

/** `2026-10-21T12:04:31+08:00`: local time with its offset, whole seconds, for files and programs. */
export function formatIsoLocal(at: number, timeZone: string): string {
  const local = `${formatDate(at, timeZone)}T${formatClock(at, timeZone)}`;
  const offsetMinutes = Math.round((Date.parse(`${local}Z`) - Math.floor(at / 1_000) * 1_000) / 60_000);
  const size = Math.abs(offsetMinutes);
  return `${local}${offsetMinutes < 0 ? '-' : '+'}${pad(Math.floor(size / 60))}:${pad(size % 60)}`;
}

/** 0 = Sunday … 6 = Saturday, in the workspace's time zone. */
export function weekdayOf(at: number, timeZone: string): number {
  return new Date(`${formatDate(at, timeZone)}T00:00:00Z`).getUTCDay();
}

export function localText(text: LocalText, language: Language): string {
  return text[language];
}

const clockFormats = new Map<string, Intl.DateTimeFormat>();
const dateFormats = new Map<string, Intl.DateTimeFormat>();

function clockFormat(timeZone: string): Intl.DateTimeFormat {
  return kept(clockFormats, timeZone, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
}

function dateFormat(timeZone: string): Intl.DateTimeFormat {
  return kept(dateFormats, timeZone, { year: 'numeric', month: '2-digit', day: '2-digit' });
}

/** Building a format costs about 50 µs, using it 1 µs; a window knows one or two time zones. */
function kept(
  formats: Map<string, Intl.DateTimeFormat>,
  timeZone: string,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const known = formats.get(timeZone) ?? new Intl.DateTimeFormat('en-CA', { ...options, timeZone });
  formats.set(timeZone, known);
  return known;
}

function signed(value: number, size: string): string {
  return value < 0 && /[1-9]/.test(size) ? minus + size : size;
}

function grouped(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

function threeFigures(value: number): string {
  const rounded = Number(value.toPrecision(3));
  return rounded >= 1_000 ? grouped(rounded) : rounded.toFixed(Math.max(0, 2 - Math.floor(Math.log10(rounded))));
}

function trimZero(text: string): string {
  return text.replace(/\.0$/, '');
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
