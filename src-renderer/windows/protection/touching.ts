import { focusTarget, selectFocus } from '../../coreLink/targetFocus';
import { windowConsole } from '../../state/windowConsole';

/** The board looks at all plans again; what the room looks at on the core link is what lights them. */
export function endTouching(): void {
  if (selectFocus(windowConsole().getState().shared) !== null) focusTarget(null);
}
