import type { Result } from '../../../contract/result';
import { windowConsole } from '../../state/windowConsole';
import { ask } from '../ask';
import { openPopover } from '../header/popovers';

export const leverPopoverId = 'lever-popover';

/** Nothing is asked first: stopping is what it is for. Once it is pulled, the same press leads to letting go of it. */
export function pressLever(): void {
  if (windowConsole().getState().shared.lever['room']?.engaged === true) openPopover(leverPopoverId);
  else void ask('lever.engage', { reason: '' });
}

/** The form beside the button says what was refused. */
export function releaseLever(reason: string): Promise<Result<void>> {
  return window.highnoon.ask('lever.release', { reason });
}
