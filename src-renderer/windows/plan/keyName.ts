import type { Text } from '../../i18n/text';

/** A key as it is written on its cap. */
export function keyName(key: string, text: Text): string {
  if (key === 'Escape') return 'Esc';
  if (key === 'Enter') return '↵';
  return key === ' ' ? text('key.space') : key.toUpperCase();
}
