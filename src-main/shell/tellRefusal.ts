import { dialog } from 'electron';
import type { Result } from '../../contract/result';

/** What a person asked of main itself, from its menu or the system, is refused in a box of the system's own. */
export function tellRefusal(result: Result<unknown>): void {
  if (!result.ok) void dialog.showMessageBox({ type: 'warning', title: 'Highnoon', message: result.refusal.message });
}
