import { useMemo, useSyncExternalStore } from 'react';
import type { Theme } from '../../contract/choices';
import type { SharedState } from '../../contract/state';
import { useConsole } from '../state/windowConsole';
import { colours, type Colours } from '../ui/tokens';

/** `wall`: 1920 and wider; `desk`: laptops and sheets. The two columns of the type scale. */
export type ChartSize = 'wall' | 'desk';

/** Everything a canvas needs to know to draw in this window's look. A new object means: draw again. */
export interface ChartLook {
  readonly theme: Theme;
  readonly colours: Colours;
  readonly size: ChartSize;
  /** Rises when bundled fonts have finished loading: text was measured with others before. */
  readonly fontsRevision: number;
}

export const chartFontFamily = "'Inter Variable', 'Noto Sans SC Variable', sans-serif";

export function chartFont(px: number, weight: 400 | 500 | 600): string {
  return `${weight} ${px}px ${chartFontFamily}`;
}

/** This window's theme, size and fonts; changes when one of them does. */
export function useChartLook(): ChartLook {
  const theme = useConsole(selectTheme);
  const size = useSyncExternalStore(followWidth, readSize);
  const fontsRevision = useSyncExternalStore(followFonts, readFonts);
  return useMemo(() => ({ theme, colours: colours[theme], size, fontsRevision }), [theme, size, fontsRevision]);
}

function selectTheme(shared: SharedState): Theme {
  return shared.preferences['ui']?.theme ?? 'dark';
}

const wallWidth = '(min-width: 1600px)';

function followWidth(changed: () => void): () => void {
  const media = window.matchMedia(wallWidth);
  media.addEventListener('change', changed);
  return () => media.removeEventListener('change', changed);
}

function readSize(): ChartSize {
  return window.matchMedia(wallWidth).matches ? 'wall' : 'desk';
}

let fontsLoaded = 0;

function followFonts(changed: () => void): () => void {
  const loaded = (): void => {
    fontsLoaded += 1;
    changed();
  };
  document.fonts.addEventListener('loadingdone', loaded);
  return () => document.fonts.removeEventListener('loadingdone', loaded);
}

function readFonts(): number {
  return fontsLoaded;
}
