import type { CommandHandlers } from '../../contract/commands';
import { accept } from '../../contract/result';
import type { RoomView } from '../control/roomView/roomView';

/** Moving the crosshair, the range and the selection that all windows share. */
export function viewHandlers(view: RoomView): Pick<CommandHandlers, 'view.point' | 'view.setRange' | 'view.select'> {
  return {
    'view.point': async ({ at }, { windowId }) => {
      view.point(windowId, at);
      return accept(undefined);
    },
    'view.setRange': async (range) => {
      view.setRange(range);
      return accept(undefined);
    },
    'view.select': async ({ selection }) => {
      view.select(selection);
      return accept(undefined);
    },
  };
}
