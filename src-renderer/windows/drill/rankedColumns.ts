import type { Language } from '../../../contract/choices';
import { absent, formatChange, formatCount, formatShare } from '../../ui/format';
import type { DrillRow } from './drillRows';

/** The columns that hold a number, from left to right; a sort begins with what is worst. */
export const numberColumns = ['now', 'expected', 'difference', 'change', 'vsYesterday', 'vsLastWeek', 'gapShare'] as const;
export type NumberColumn = (typeof numberColumns)[number];
export type SortColumn = 'name' | NumberColumn;

export const worstIsLeast: Readonly<Record<SortColumn, boolean>> = {
  name: true,
  now: false,
  expected: false,
  difference: true,
  change: true,
  vsYesterday: true,
  vsLastWeek: true,
  gapShare: false,
};

const secondsPerMinute = 60;

/** Rates are told a minute as money and people are; other units as they are. */
export function perMinute(unit: string): number {
  return unit === '/s' ? secondsPerMinute : 1;
}

export function numberText(column: NumberColumn, row: DrillRow, unit: string, language: Language): string {
  const value = row[column];
  if (value === undefined) return absent;
  switch (column) {
    case 'now':
    case 'expected':
      return cellCount(value, language);
    case 'difference':
      return signedCount(value * perMinute(unit), language);
    case 'gapShare':
      return formatShare(value);
    case 'change':
    case 'vsYesterday':
    case 'vsLastWeek':
      return formatChange(value);
  }
}

/** In a column small numbers keep their decimal: 2.0 stands below 1.9. */
function cellCount(value: number, language: Language): string {
  const text = formatCount(value, language);
  return /^−?[1-9]$/.test(text) ? `${text}.0` : text;
}

/** A difference is always signed, like a change. */
export function signedCount(value: number, language: Language): string {
  const text = cellCount(value, language);
  return value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}
