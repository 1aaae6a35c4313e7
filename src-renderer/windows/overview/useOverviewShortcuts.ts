import { showTroubleInGraph } from '../../link/linkActions';
import { openBoard } from '../../protection/planActs';
import { rangeKeys } from '../../state/rangeKeys';
import {
  openBacktest,
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
  g: showTroubleInGraph,
  d: openHeadlineDrill,
  i: openGravestIncident,
  k: openBoard,
  b: openBacktest,
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
