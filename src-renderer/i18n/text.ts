import { createInstance } from 'i18next';
import { languages } from '../../contract/choices';
import type { Language } from '../../contract/choices';
import type { HolesIn } from './bilingual';
import { resources } from './resources';
import type { TextKey, Texts } from './resources';

type Holes<Key extends TextKey> = [HolesIn<Texts[Key]>] extends [never]
  ? []
  : [holes: Readonly<Record<HolesIn<Texts[Key]>, string | number>>];

/** Looks a text up; the holes it needs are arguments that the compiler asks for. */
export type Text = <Key extends TextKey>(key: Key, ...holes: Holes<Key>) => string;

/** A text chosen by code that does not draw: kept as key and holes until it is drawn, in whichever language. */
export interface Phrase {
  readonly key: TextKey;
  readonly holes: Readonly<Record<string, string | number>>;
}

export function phrase<Key extends TextKey>(key: Key, ...holes: Holes<Key>): Phrase {
  return { key, holes: holes[0] ?? {} };
}

const instance = createInstance();
void instance.init({
  lng: 'zh',
  fallbackLng: false,
  supportedLngs: languages,
  initAsync: false,
  keySeparator: false,
  nsSeparator: false,
  interpolation: { escapeValue: false },
  resources: { zh: { translation: resources.zh }, en: { translation: resources.en } },
});

let current: Language = 'zh';

/** The language windows draw in; main's preferences decide it. */
export function language(): Language {
  return current;
}

export function setLanguage(next: Language): void {
  if (next === current) return;
  current = next;
  void instance.changeLanguage(next);
}

/** For canvas charts, which redraw by themselves; React uses `useText`. Returns the function that ends the subscription. */
export function onLanguage(listener: () => void): () => void {
  instance.on('languageChanged', listener);
  return () => instance.off('languageChanged', listener);
}

const texts = { zh: textIn('zh'), en: textIn('en') };

/** The lookup of one language: the same function each time, so it may be a dependency or a prop. */
export function textOf(wanted: Language): Text {
  return texts[wanted];
}

export function phraseText({ key, holes }: Phrase, wanted: Language): string {
  return instance.getFixedT(wanted)(key, holes);
}

/** The small second title beside the first: English beside 中文, and the other way round. */
export function otherLanguage(wanted: Language): Language {
  return wanted === 'zh' ? 'en' : 'zh';
}

function textIn(wanted: Language): Text {
  const lookUp = instance.getFixedT(wanted);
  return (key, ...holes) => lookUp(key, holes[0] ?? {});
}
