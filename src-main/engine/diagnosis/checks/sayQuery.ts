import type { QueryCheck } from '../../../../contract/runbooks';
import type { Limit, LocalText } from '../../../../contract/words';

export interface Found {
  readonly value: number;
  /** Null where nobody knows it. */
  readonly usual: number | null;
  /** Printed after the numbers; `%` of a quotient, whose numbers are shares 0–1. */
  readonly unit: string;
}

/** "1,240 ms, usually 180 ms (6.9 times); bad above 300% of usual." */
export function sayQuery({ value, usual, unit }: Found, bad: QueryCheck['bad']): LocalText {
  const number = (each: number): string => withUnit(each, unit);
  const times = usual === null || usual <= 0 || value < 2 * usual ? null : digits(value / usual);
  const zhUsual = usual === null ? '平时多少不清楚' : `平时 ${number(usual)}${times === null ? '' : `（${times} 倍）`}`;
  const enUsual =
    usual === null ? 'what is usual is not known' : `usually ${number(usual)}${times === null ? '' : ` (${times} times)`}`;
  return {
    zh: `${number(value)}，${zhUsual}；${bounds(bad, ['高于', '低于', '或'], (limit) => zhLimit(limit, number))}为异常。`,
    en: `${number(value)}, ${enUsual}; bad ${bounds(bad, ['above ', 'below ', ' or '], (limit) => enLimit(limit, number))}.`,
  };
}

function bounds(
  { above, below }: QueryCheck['bad'],
  [over, under, or]: readonly [string, string, string],
  write: (limit: Limit) => string,
): string {
  return [...(above === undefined ? [] : [over + write(above)]), ...(below === undefined ? [] : [under + write(below)])].join(or);
}

function zhLimit(limit: Limit, number: (value: number) => string): string {
  return typeof limit === 'number' ? ` ${number(limit)} ` : `平时的 ${limit} `;
}

function enLimit(limit: Limit, number: (value: number) => string): string {
  return typeof limit === 'number' ? number(limit) : `${limit} of usual`;
}

function withUnit(value: number, unit: string): string {
  if (unit === '%') return `${digits(value * 100)}%`;
  return unit === '' || unit.startsWith('/') ? digits(value) + unit : `${digits(value)} ${unit}`;
}

const format = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });
const small = 1e-6;

function digits(value: number): string {
  return format.format(Math.abs(value) < small ? 0 : value);
}
