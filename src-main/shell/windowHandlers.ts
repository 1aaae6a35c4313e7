import type { Caller, CommandHandlers, CommandInput, CommandOutput } from '../../contract/commands';
import { accept, refuse, type Result } from '../../contract/result';
import type { IncidentDesk } from '../control/incidents/incidentDesk';
import type { People } from '../control/people/people';
import type { RoomView } from '../control/roomView/roomView';
import type { Store } from '../control/store';
import type { Windows } from './windows';

export interface WindowHandlerParts {
  readonly store: Store;
  readonly windows: Pick<Windows, 'open' | 'under'>;
  readonly view: Pick<RoomView, 'focus'>;
  readonly people: Pick<People, 'lacks'>;
  readonly incidents: Pick<IncidentDesk, 'pin'>;
}

/** Opening windows where a person wants them, and dropping a part of the core link somewhere on the desktop. */
export function createWindowHandlers(parts: WindowHandlerParts): Pick<CommandHandlers, 'window.open' | 'window.drop'> {
  const { store, windows } = parts;
  return {
    'window.open': async ({ kind, subject, place }, { windowId }) => {
      if (place !== undefined && 'displayId' in place && !Object.hasOwn(store.read().displays, place.displayId))
        return refuse('not-found', 'That display is not connected any more. Choose another one, or leave the choice out.');
      return accept({ windowId: windows.open(kind, windowId, subject, place).id });
    },
    'window.drop': async (dropped, caller) => drop(parts, dropped, caller),
  };
}

/**
 * Points are what a renderer calls screenX and screenY: DIP of the desktop that all displays share. Under Wayland a window is not
 * told where it stands, so nothing is found under a point there and a drop always opens a window.
 */
function drop(
  { windows, view, people, incidents }: WindowHandlerParts,
  { at, look }: CommandInput<'window.drop'>,
  { windowId, person }: Caller,
): Result<CommandOutput<'window.drop'>> {
  const under = windows.under(at);
  if (under?.kind === 'incident' && under.subject !== null) {
    // A drop that opens a window is anybody's; only the pin needs the role.
    if (person?.roles.includes('operate') !== true) return people.lacks('operate');
    const pinned = incidents.pin(under.subject, look, person.name);
    return pinned.ok ? accept({ became: 'pin', id: pinned.value.pinId }) : pinned;
  }
  if (under?.kind === 'protection') {
    // The board lights what touches whatever the room looks at.
    view.focus(look.target);
    return accept({ became: 'focus', id: windows.open('protection', windowId).id });
  }
  return accept({ became: 'window', id: windows.open('link', windowId, look.target, at).id });
}
