import { describe, expect, test } from 'vitest';
import { themes } from '../../contract/choices';
import { contrast, lowestDistance, visions } from './colourVision';
import { applyTheme, colours, customPropertyOf } from './tokens';
import type { ColourName } from './tokens';

const fields: readonly ColourName[] = ['bg', 'panel', 'raised', 'sunk'];
const health: readonly ColourName[] = ['ok', 'watch', 'degraded', 'broken', 'unknown'];
const healthFills: readonly ColourName[] = ['okFill', 'watchFill', 'degradedFill', 'brokenFill', 'unknownFill'];

/** The guide rounds up or down in its last printed place. */
const printed = 0.15;

/** Lowest contrast of each text token over the four fields, as the look guide prints them. */
const textContrast = {
  dark: { ink: 14.4, ink2: 8.3, ink3: 5.1, accent: 7.3, ok: 8.5, watch: 12.4, degraded: 7.5, broken: 5.5, unknown: 5.5 },
  light: { ink: 15.6, ink2: 7.5, ink3: 4.9, accent: 5.8, ok: 5.1, watch: 4.8, degraded: 8.1, broken: 6.9, unknown: 6.3 },
} as const satisfies Record<string, Partial<Record<ColourName, number>>>;

/** Lowest OKLab distance ×100 over all pairs of the five health colours. */
const pairDistance = [
  { theme: 'dark', names: health, normal: 17.0, protan: 12.9, deutan: 10.2, tritan: 11.2 },
  { theme: 'light', names: health, normal: 11.0, protan: 7.8, deutan: 6.4, tritan: 8.0 },
  { theme: 'light', names: healthFills, normal: 13.3, protan: 13.5, deutan: 10.1, tritan: 7.6 },
] as const;

describe('colour tokens', () => {
  test.each(themes)('every text colour keeps its contrast on every field of the %s theme', (theme) => {
    for (const [name, figure] of Object.entries(textContrast[theme])) {
      const lowest = Math.min(...fields.map((field) => contrast(colours[theme][name as ColourName], colours[theme][field])));
      expect(Math.abs(lowest - figure), name).toBeLessThan(printed);
      expect(lowest, name).toBeGreaterThanOrEqual(4.5);
    }
  });

  test('text on solid plates and on accent buttons is readable', () => {
    const plates = (theme: 'dark' | 'light'): number =>
      Math.min(
        contrast(colours[theme].onStatus, colours[theme].brokenFill),
        contrast(colours[theme].onStatus, colours[theme].broken),
      );
    expect(plates('dark')).toBeCloseTo(6.7, 1);
    expect(plates('light')).toBeGreaterThanOrEqual(7.5);
    expect(contrast(colours.dark.onAccent, colours.dark.accent)).toBeCloseTo(8.6, 1);
    expect(contrast(colours.light.onAccent, colours.light.accent)).toBeCloseTo(6.7, 1);
  });

  test('shapes of the light theme stand out from white', () => {
    for (const name of healthFills) expect(contrast(colours.light[name], '#FFFFFF'), name).toBeGreaterThanOrEqual(3.05);
  });

  test.each(pairDistance)(
    'the health colours stay apart for colour-blind eyes: $theme, $names.0',
    ({ theme, names, ...figures }) => {
      const floor = theme === 'dark' ? 10 : 6;
      for (const vision of visions) {
        const lowest = lowestDistance(
          names.map((name) => colours[theme][name]),
          vision,
        );
        expect(Math.abs(lowest - figures[vision]), vision).toBeLessThan(printed);
        expect(lowest, vision).toBeGreaterThanOrEqual(floor);
      }
    },
  );

  test('style sheets get every token under one name, in both themes', () => {
    expect(Object.keys(colours.dark)).toEqual(Object.keys(colours.light));
    const properties = new Map<string, string>();
    const style = { setProperty: (name: string, value: string) => properties.set(name, value), colorScheme: '' };
    const root = { style, dataset: {} as Record<string, string> };
    applyTheme('light', root as unknown as HTMLElement);
    expect(properties.get('--broken-fill')).toBe('#A80050');
    expect(properties.size).toBe(Object.keys(colours.light).length);
    expect(root.dataset['theme']).toBe('light');
    expect(customPropertyOf('accentSoft')).toBe('--accent-soft');
  });
});
