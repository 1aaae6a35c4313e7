import { openBoard } from '../../protection/planActs';
import { rangeKeys } from '../../state/rangeKeys';
import { openBacktest, openOverview, switchLanguage, switchSound, switchTheme, toggleFullScreen } from '../../ui/actions';
import { popoverIds, togglePopover } from '../../ui/header/popovers';
import { useShortcuts } from '../../ui/useShortcuts';

/** The window's own keys beside what can be done about its incident. */
export const incidentWindowKeys = {
  ...rangeKeys,
  o: openOverview,
  b: openBacktest,
  k: openBoard,
  t: switchTheme,
  l: switchLanguage,
  m: switchSound,
  f: toggleFullScreen,
  s: () => togglePopover(popoverIds.sources),
  p: () => togglePopover(popoverIds.person),
  '?': () => togglePopover(popoverIds.menu),
} as const;

/** Listens anew whenever the acts were made anew: a listener a second is nothing, an act of a second ago may be the wrong one. */
export function useIncidentShortcuts(acts: readonly { readonly key: string; readonly run: () => void }[]): void {
  useShortcuts({ ...incidentWindowKeys, ...Object.fromEntries(acts.map(({ key, run }) => [key, run])) });
}
