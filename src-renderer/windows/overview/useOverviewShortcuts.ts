import { rangeKeys } from '../../state/rangeKeys';
import {
  openBacktest,
  openCoreLink,
  openGravestIncident,
  openHeadlineDrill,
  openWall,
  switchLanguage,
  switchSound,
  switchTheme,
  toggleFullScreen,
} from '../../ui/actions';
import { popoverIds, togglePopover } from '../../ui/header/popovers';
import { useShortcuts } from '../../ui/useShortcuts';

const shortcuts = {
  ...rangeKeys,
  t: switchTheme,
  l: switchLanguage,
  w: openWall,
  d: openHeadlineDrill,
  i: openGravestIncident,
  b: openBacktest,
  g: openCoreLink,
  m: switchSound,
  f: toggleFullScreen,
  s: () => togglePopover(popoverIds.sources),
  p: () => togglePopover(popoverIds.person),
  '?': () => togglePopover(popoverIds.menu),
};

/** The window's keys; the list behind `?` shows the same table. */
export function useOverviewShortcuts(): void {
  useShortcuts(shortcuts);
}
