import { afterEach, describe, expect, test } from 'vitest';
import { languages } from '../../contract/choices';
import { resources } from './resources';
import { language, onLanguage, otherLanguage, phrase, phraseText, setLanguage, textOf } from './text';

afterEach(() => setLanguage('zh'));

const holesOf = (text: string): string[] => [...text.matchAll(/{{(\w+)}}/g)].map(([, name]) => name ?? '').sort();

describe('texts', () => {
  test('both languages have the same keys, each with the same holes and some words', () => {
    expect(Object.keys(resources.en).sort()).toEqual(Object.keys(resources.zh).sort());
    for (const [key, zh] of Object.entries(resources.zh)) {
      const en = Object.entries(resources.en).find(([other]) => other === key)?.[1] ?? '';
      expect(holesOf(en), key).toEqual(holesOf(zh));
      expect(zh.trim(), key).not.toBe('');
      expect(en.trim(), key).not.toBe('');
    }
  });

  test('no group of texts overwrites a key of another', async () => {
    const groups = await Promise.all([
      import('./words/header'),
      import('./words/health'),
      import('./words/charts'),
      import('./words/overview'),
      import('./words/people'),
      import('./words/settings'),
      import('./words/drill'),
      import('./words/roomView'),
      import('./words/failures'),
      import('./words/incidents'),
      import('./words/incidentWindow'),
      import('./words/backtest'),
      import('./words/detection'),
      import('./words/diagnosis'),
      import('./words/alerts'),
      import('./words/coreLink'),
      import('./words/link'),
      import('./words/report'),
      import('./words/protection'),
      import('./words/planWindow'),
      import('./words/planBoard'),
    ]);
    const keys = groups.flatMap((group) => Object.values(group).flatMap((words: { zh: object }) => Object.keys(words.zh)));
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).toHaveLength(Object.keys(resources.zh).length);
  });

  test('English texts hold no Chinese punctuation, and Chinese texts no English full stop', () => {
    for (const [key, en] of Object.entries(resources.en)) expect(en, key).not.toMatch(/[，。：；（）]/);
    for (const [key, zh] of Object.entries(resources.zh)) expect(zh, key).not.toMatch(/[一-鿿]\.$/);
  });

  test('holes are filled as they are, without escaping', () => {
    expect(textOf('zh')('sentence.noDataSince', { source: 'A&B <x>', time: '12:04:31' })).toBe(
      'A&B <x> 12:04:31 后无数据，画面停在最后一帧',
    );
  });

  test('a phrase is drawn in either language', () => {
    const said = phrase('sources.oldest', { age: '1.2 s' });
    expect(languages.map((wanted) => phraseText(said, wanted))).toEqual(['最旧 1.2 s', 'oldest 1.2 s']);
  });

  test('a change of language is announced once', () => {
    let announced = 0;
    const end = onLanguage(() => announced++);
    setLanguage('en');
    setLanguage('en');
    expect([language(), announced]).toEqual(['en', 1]);
    end();
    setLanguage('zh');
    expect(announced).toBe(1);
    expect(otherLanguage('zh')).toBe('en');
  });
});
