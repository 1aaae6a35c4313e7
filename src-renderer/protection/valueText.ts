import type { Language } from '../../contract/choices';
import { shareUnit } from '../../contract/protection';
import type { SwitchValue } from '../../contract/protectionSettings';
import { textOf } from '../i18n/text';
import { minus } from '../ui/format';

/** Exactly what is or would be set, never rounded to a group: `36%`, `1,200 /s`, `3 次`, `on`, `not set`, `maint`. */
export function valueText(value: SwitchValue | undefined, unit: string, language: Language): string {
  if (value === undefined) return '—';
  if (value === null) return textOf(language)('value.none');
  if (typeof value === 'boolean') return textOf(language)(value ? 'value.on' : 'value.off');
  if (typeof value === 'string') return value === '' ? '""' : value;
  const size = Math.abs(value).toLocaleString('en-US', { maximumFractionDigits: 6 });
  return withUnit(value < 0 ? minus + size : size, unit);
}

/** `%` stands at the number, everything else beside it. */
export function withUnit(number: string, unit: string): string {
  if (unit === '') return number;
  return unit === '%' ? number + unit : `${number} ${unit}`;
}

/** A reading of traffic, which is never exact: four figures; a share as a percentage. */
export function readingText(value: number | null, unit: string): string {
  if (value === null) return '—';
  if (unit === shareUnit) return readingText(value * 100, '%');
  const rounded = Number(value.toPrecision(4));
  const size = Math.abs(rounded).toLocaleString('en-US', { maximumFractionDigits: unit === '%' ? 2 : 4 });
  return withUnit(rounded < 0 ? minus + size : size, unit);
}

/** What may be set: `0–100%`, `on / off`. */
export function rangeText(
  range: { readonly min: number; readonly max: number } | { readonly values: readonly SwitchValue[] },
  unit: string,
  language: Language,
): string {
  if ('values' in range) return range.values.map((value) => valueText(value, '', language)).join(' / ');
  return `${valueText(range.min, '', language)}–${valueText(range.max, unit, language)}`;
}

/** All the values some instances have: one, or the commonest and how many others there are. */
export function valuesText(values: readonly SwitchValue[], unit: string, language: Language): string {
  const counts = new Map<SwitchValue, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const [commonest, ...others] = [...counts].sort((a, b) => b[1] - a[1]);
  if (commonest === undefined) return '—';
  const first = valueText(commonest[0], unit, language);
  return others.length === 0 ? first : textOf(language)('value.mixed', { first, count: others.length });
}
