import { useEffect } from 'react';
import { openIncident, openOverview, switchLanguage, switchTheme, toggleFullScreen } from '../../ui/actions';
import { popoverIds, togglePopover } from '../../ui/header/popovers';
import { useShortcuts } from '../../ui/useShortcuts';
import { openBoard } from '../../protection/planActs';
import { footActs, type ActContext } from './footActs';
import { incidentIdOf } from './planSubject';
import type { Hold } from './useHold';

/** All keys of the window. Space is held, not pressed; a key that repeats by itself is one press. */
export function usePlanKeys(context: ActContext, hold: Hold): void {
  const incidentId = incidentIdOf(context.subject);
  const acts = footActs(context);
  useShortcuts({
    b: openBoard,
    i: () => (incidentId === null ? openOverview() : openIncident(incidentId)),
    o: openOverview,
    t: switchTheme,
    l: switchLanguage,
    f: toggleFullScreen,
    p: () => togglePopover(popoverIds.person),
    '?': () => togglePopover(popoverIds.menu),
    ...Object.fromEntries(acts.filter(({ key }) => key !== 'Enter').map(({ key, run }) => [key, run])),
  });
  const enter = acts.find(({ key }) => key === 'Enter');
  useEffect(() => {
    const down = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isControl(event.target)) return;
      if (event.key !== ' ' && event.key !== 'Enter') return;
      // A space would press the button it stands on as well, and repeats while it is held.
      event.preventDefault();
      if (event.repeat) return;
      if (event.key === ' ') hold.press();
      else enter?.run();
    };
    const up = (event: KeyboardEvent): void => {
      if (event.key !== ' ') return;
      if (!isControl(event.target)) event.preventDefault();
      hold.letGo();
    };
    window.addEventListener('keydown', down);
    window.addEventListener('keyup', up);
    return () => {
      window.removeEventListener('keydown', down);
      window.removeEventListener('keyup', up);
    };
  }, [hold, enter]);
}

/** What takes Space and Enter itself; the hold button does what the keys do. */
function isControl(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('button:not(.hold-button), input, select, textarea, summary') !== null;
}
