import type { SharedState, WorkspaceView } from '../../contract/state';

export function selectWorkspace(shared: SharedState): WorkspaceView | null {
  return shared.workspace['current'] ?? null;
}
