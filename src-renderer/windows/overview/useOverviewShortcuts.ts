import { rangeKeys } from '../../state/rangeKeys';
import { openHeadlineDrill, openWall, switchLanguage, switchTheme, toggleFullScreen } from '../../ui/actions';
import { popoverIds, togglePopover } from '../../ui/header/popovers';
import { useShortcuts } from '../../ui/useShortcuts';

const shortcuts = {
  ...rangeKeys,
  t: switchTheme,
  l: switchLanguage,
  w: openWall,
  d: openHeadlineDrill,
  f: toggleFullScreen,
  s: () => togglePopover(popoverIds.sources),
  p: () => togglePopover(popoverIds.person),
  '?': () => togglePopover(popoverIds.menu),
};

/** The window's keys; the list behind `?` shows the same table. */
export function useOverviewShortcuts(): void {
  useShortcuts(shortcuts);
}
