import { openGravestIncident, openOverview, switchLanguage, switchSound, switchTheme, toggleFullScreen } from '../../ui/actions';
import { popoverIds, togglePopover } from '../../ui/header/popovers';
import { useShortcuts } from '../../ui/useShortcuts';
import { endTouching } from './touching';

export const searchFieldId = 'plan-search';

const shortcuts = {
  '/': () => document.getElementById(searchFieldId)?.focus(),
  n: () => focusFirst('.in-force-list button'),
  w: () => focusFirst('.switch-table button'),
  Escape: endTouching,
  o: openOverview,
  i: openGravestIncident,
  t: switchTheme,
  l: switchLanguage,
  m: switchSound,
  f: toggleFullScreen,
  s: () => togglePopover(popoverIds.sources),
  p: () => togglePopover(popoverIds.person),
  '?': () => togglePopover(popoverIds.menu),
};

/** The window's keys; the list behind `?` names them. */
export function useBoardKeys(): void {
  useShortcuts(shortcuts);
}

function focusFirst(selector: string): void {
  document.querySelector<HTMLElement>(selector)?.focus();
}
