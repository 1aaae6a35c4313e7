import type { SharedState } from '../../contract/state';
import { ask } from '../ui/ask';

/** What of the graph the room looks at; null for nothing. */
export function selectFocus(shared: SharedState): string | null {
  return shared.focus['room']?.target ?? null;
}

export function focusTarget(target: string | null): void {
  void ask('view.focus', { target });
}
