import '@fontsource-variable/inter/opsz.css';
import '@fontsource-variable/noto-sans-sc/wght.css';
import type { Language } from '../../contract/choices';
import { resources } from '../i18n/resources';

/** Both families are bundled, so 中文 is right on a machine without CJK fonts, also in canvas charts. */
export const fontFamilies = ['Inter Variable', 'Noto Sans SC Variable'] as const;

/** One file a subset serves all weights; these two only differ in how the browser keys them. */
const weights = [400, 600] as const;

/** Digits, signs and letters that formats produce but no text holds. */
const formatGlyphs = '0123456789.,:+−–—±×%/·→万亿单分小时时前';

/**
 * A canvas does not ask for the subsets it needs, so they are asked for here: every text of both languages at start, and
 * the names a workspace brings. Charts redraw on the font set's `loadingdone`.
 */
export async function loadFonts(text: string): Promise<void> {
  await Promise.all(
    fontFamilies.flatMap((family) => weights.map((weight) => document.fonts.load(`${weight} 16px '${family}'`, text))),
  );
}

export function textsOf(language: Language): string {
  return Object.values(resources[language]).join('') + formatGlyphs;
}
