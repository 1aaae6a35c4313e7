import type { OpenHistory } from '../engine';

export async function openHistory(
  _folder: string,
  _workspaceKey: string,
  _log: (text: string) => void,
): Promise<OpenHistory | null> {
  return null;
}
