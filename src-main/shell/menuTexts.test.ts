import { expect, test } from 'vitest';
import { menuTexts } from './menuTexts';

test('every menu text exists in both languages, and the two differ', () => {
  for (const [key, zh] of Object.entries<string>({ ...menuTexts.zh })) {
    const en = Object.entries<string>({ ...menuTexts.en }).find(([other]) => other === key)?.[1];
    expect(zh, key).toMatch(/[\u4e00-\u9fff]/);
    expect(en, key).toMatch(/^[\u0020-\u007e…]+$/);
  }
});
