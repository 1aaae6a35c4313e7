import type { Theme } from '../../contract/choices';

/**
 * The colour tokens of both themes, as data: canvas charts read them here, style sheets read the custom properties that
 * `applyTheme` derives from them (`brokenFill` → `--broken-fill`). A status token is for text; its `…Fill` is for shapes and
 * lines of 2 px and more. In dark both are the same.
 */
export interface Colours {
  readonly bg: string;
  readonly panel: string;
  readonly raised: string;
  readonly sunk: string;
  readonly line: string;
  readonly line2: string;
  readonly ink: string;
  readonly ink2: string;
  readonly ink3: string;
  /** Only what you can do: selection, focus, action, the visible window. */
  readonly accent: string;
  readonly accentSoft: string;
  readonly ok: string;
  readonly okFill: string;
  readonly watch: string;
  readonly watchFill: string;
  readonly degraded: string;
  readonly degradedFill: string;
  readonly broken: string;
  readonly brokenFill: string;
  readonly unknown: string;
  readonly unknownFill: string;
  /** Text on solid status plates and on accent buttons. */
  readonly onStatus: string;
  readonly onAccent: string;
  readonly softBroken: string;
  readonly softDegraded: string;
  /** Chart strokes, never text on light. */
  readonly yesterday: string;
  readonly lastWeek: string;
  readonly band: string;
  /** The share of the tile bar that is filled. */
  readonly bar: string;
}

export type ColourName = keyof Colours;

export const colours = {
  dark: {
    bg: '#0E1115',
    panel: '#15191F',
    raised: '#1D222A',
    sunk: '#101419',
    line: '#262C35',
    line2: '#3A424D',
    ink: '#F1F3F6',
    ink2: '#B4BCC7',
    ink3: '#8893A0',
    accent: '#74B3FF',
    accentSoft: '#16283F',
    ok: '#70CCC8',
    okFill: '#70CCC8',
    watch: '#F4E48A',
    watchFill: '#F4E48A',
    degraded: '#F99C16',
    degradedFill: '#F99C16',
    broken: '#FF5E84',
    brokenFill: '#FF5E84',
    unknown: '#968EDA',
    unknownFill: '#968EDA',
    onStatus: '#16090D',
    onAccent: '#08131F',
    softBroken: '#2B1720',
    softDegraded: '#2A2013',
    yesterday: '#8EA4C4',
    lastWeek: '#9A93A6',
    band: 'rgb(116 163 220 / 17%)',
    bar: '#B4BCC7',
  },
  light: {
    bg: '#ECEEF1',
    panel: '#FFFFFF',
    raised: '#F3F5F7',
    sunk: '#F3F5F7',
    line: '#DDE1E6',
    line2: '#B6BEC8',
    ink: '#11161C',
    ink2: '#434C58',
    ink3: '#5E6875',
    accent: '#1656C2',
    accentSoft: '#E4EDFB',
    ok: '#2B6E70',
    okFill: '#3F8A86',
    watch: '#85620A',
    watchFill: '#BE8800',
    degraded: '#7F2A00',
    degradedFill: '#B8531F',
    broken: '#A3003F',
    brokenFill: '#A80050',
    unknown: '#6C40A2',
    unknownFill: '#8A55BC',
    onStatus: '#FFFFFF',
    onAccent: '#FFFFFF',
    softBroken: '#FBE9F0',
    softDegraded: '#FAEEE4',
    yesterday: '#55709A',
    lastWeek: '#7A7488',
    band: 'rgb(60 110 180 / 14%)',
    bar: '#434C58',
  },
} as const satisfies Record<Theme, Colours>;

/** `brokenFill` → `--broken-fill`, `ink2` → `--ink2`. */
export function customPropertyOf(name: string): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** Set through the CSSOM: the content security policy refuses inline styles in markup. */
export function applyTheme(theme: Theme, root: HTMLElement): void {
  for (const [name, value] of Object.entries(colours[theme])) root.style.setProperty(customPropertyOf(name), value);
  root.dataset['theme'] = theme;
  root.style.colorScheme = theme;
}
