import { useSyncExternalStore } from 'react';
import type { Language } from '../../contract/choices';
import { language, onLanguage, textOf } from './text';
import type { Text } from './text';

/** The lookup in the present language; the component redraws when the language changes. */
export function useText(): Text {
  return textOf(useLanguage());
}

export function useLanguage(): Language {
  return useSyncExternalStore(onLanguage, language);
}
