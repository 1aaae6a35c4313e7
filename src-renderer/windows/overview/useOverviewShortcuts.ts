import { useMemo } from 'react';
import { useShortcuts } from '../../ui/useShortcuts';
import { openWall, switchLanguage, switchTheme, toggleFullScreen } from '../../ui/actions';
import { popoverIds, togglePopover } from '../../ui/header/popovers';

/** The window's keys; the list behind `?` shows the same table. */
export function useOverviewShortcuts(backToNow: () => void): void {
  const shortcuts = useMemo(
    () => ({
      t: switchTheme,
      l: switchLanguage,
      w: openWall,
      f: toggleFullScreen,
      s: () => togglePopover(popoverIds.sources),
      '?': () => togglePopover(popoverIds.menu),
      Escape: backToNow,
    }),
    [backToNow],
  );
  useShortcuts(shortcuts);
}
