import type { CommandHandlers, CommandName } from '../../contract/commands';
import type { LayoutDesk } from '../control/coreLink/layoutDesk';
import { byName } from './byName';

type LayoutCommand = Extract<CommandName, `layout.${string}`>;

/** Where the core link is drawn, for everybody who shares the workspace. */
export function createLayoutHandlers(layouts: LayoutDesk): Pick<CommandHandlers, LayoutCommand> {
  return {
    'layout.move': async (input, caller) => byName(caller, (name) => layouts.move(input, name)),
    'layout.undo': async ({ by }, caller) => byName(caller, (name) => layouts.undo(by, name)),
    'layout.redo': async ({ by }, caller) => byName(caller, (name) => layouts.redo(by, name)),
    'layout.arrange': async ({ by }, caller) => byName(caller, (name) => layouts.arrange(by, name)),
  };
}
