import { nativeTheme } from 'electron';
import type { CommandInput } from '../../contract/commands';
import type { Preferences } from '../../contract/state';
import type { Language } from '../../contract/choices';
import type { Store } from '../control/store';
import type { LaunchOptions } from './launchOptions';
import type { Settings } from './settings';

/** Puts the remembered preferences into shared state; the returned function changes, remembers and applies them. */
export function openPreferences(
  store: Store,
  settings: Settings,
  options: LaunchOptions,
  systemLanguages: readonly string[],
): (change: CommandInput<'preferences.set'>) => void {
  const saved = settings.preferences();
  apply(store, {
    theme: options.theme ?? saved.theme ?? 'dark',
    language: options.language ?? saved.language ?? languageOf(systemLanguages),
    sound: saved.sound ?? true,
  });
  return (change) => {
    const before = preferencesOf(store);
    const preferences = {
      theme: change.theme ?? before.theme,
      language: change.language ?? before.language,
      sound: change.sound ?? before.sound,
    };
    settings.savePreferences(preferences);
    apply(store, preferences);
  };
}

export function preferencesOf(store: Store): Preferences {
  const preferences = store.read().preferences['ui'];
  if (preferences === undefined) throw new Error('preferences are in shared state before anything reads them');
  return preferences;
}

/** Chinese first: English is for a system that asks for another language by name, not for one that has no language set. */
export function languageOf(systemLanguages: readonly string[]): Language {
  const named = systemLanguages.find((language) => language !== '' && !/^(C|POSIX)\b/i.test(language));
  return named === undefined || named.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

function apply(store: Store, preferences: Preferences): void {
  nativeTheme.themeSource = preferences.theme;
  store.put('preferences', 'ui', preferences);
}
