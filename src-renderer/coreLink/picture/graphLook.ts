import type { Language, Theme } from '../../../contract/choices';
import type { Colours } from '../../ui/tokens';
import type { Health } from '../../ui/health';

/** Everything the picture needs to know to draw in this window's look. A new object means: draw again. */
export interface GraphLook {
  readonly theme: Theme;
  readonly colours: Colours;
  readonly language: Language;
  readonly words: GraphWords;
  /** While something is explained, the rest steps back. */
  readonly dims: boolean;
  /** Rises when fonts came: text was measured with others before. */
  readonly fontsRevision: number;
}
export interface GraphWords {
  readonly health: Readonly<Record<Health, string>>;
  /** The lanes that no workspace names; discovered nodes' mark. */
  readonly margin: string;
  readonly elsewhere: string;
  readonly isNew: string;
  readonly failed: string;
}

/** LOOK §2: dimmed text keeps 5.1 : 1 on dark at 70 %, and needs 85 % on light. */
export const dimOpacity: Readonly<Record<Theme, number>> = { dark: 0.7, light: 0.85 };

/** Shapes and lines. */
export function healthFill(colours: Colours, health: Health): string {
  return {
    ok: colours.okFill,
    watch: colours.watchFill,
    degraded: colours.degradedFill,
    broken: colours.brokenFill,
    unknown: colours.unknownFill,
  }[health];
}

/** Words and numbers: what is broken keeps them in ink, the worst must never be the dimmest. */
export function healthInk(colours: Colours, health: Health): string {
  return { ok: colours.ink2, watch: colours.watch, degraded: colours.degraded, broken: colours.ink, unknown: colours.unknown }[
    health
  ];
}
