import type { CommandHandlers } from '../../contract/commands';
import { accept, type Result } from '../../contract/result';
import type { Language } from '../../contract/choices';
import type { RoomView } from '../control/roomView/roomView';
import { pictureOf, saveExport } from './exportFiles';
import type { Links } from './links';
import type { OpenWindow } from './windows';

export interface ViewHandlerParts {
  readonly view: RoomView;
  readonly links: Links;
  readonly language: () => Language;
  readonly callersWindow: (windowId: string) => Result<OpenWindow>;
}

type ViewCommand =
  'view.focus' | 'view.point' | 'view.setRange' | 'view.select' | 'export.picture' | 'export.save' | 'link.copy' | 'link.open';

/** Moving the crosshair, the range and the selection that all windows share, and handing out what a window shows. */
export function viewHandlers({ view, links, language, callersWindow }: ViewHandlerParts): Pick<CommandHandlers, ViewCommand> {
  return {
    'view.point': async ({ at }, { windowId }) => {
      // A window that closed meanwhile could not take its pointer back.
      const caller = callersWindow(windowId);
      if (caller.ok) view.point(windowId, at);
      return caller.ok ? accept(undefined) : caller;
    },
    'view.setRange': async (range) => {
      view.setRange(range);
      return accept(undefined);
    },
    'view.focus': async ({ target }) => {
      view.focus(target);
      return accept(undefined);
    },
    'view.select': async ({ selection }) => {
      view.select(selection);
      return accept(undefined);
    },
    'export.picture': async (part, { windowId }) => {
      const caller = callersWindow(windowId);
      return caller.ok ? pictureOf(caller.value.window, part) : caller;
    },
    'export.save': async (file, { windowId }) => {
      const caller = callersWindow(windowId);
      return caller.ok ? saveExport(caller.value.window, file, language()) : caller;
    },
    'link.copy': async ({ selection }, { windowId }) => {
      const caller = callersWindow(windowId);
      return caller.ok ? links.copy(caller.value.kind, selection) : caller;
    },
    'link.open': async ({ link }) => links.open(link),
  };
}
