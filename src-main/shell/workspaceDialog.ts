import { dialog, type BrowserWindow } from 'electron';
import type { Language } from '../../contract/choices';
import { menuTexts } from './menuTexts';

/** The system's file dialog for workspace files; null when it was cancelled. */
export async function askForWorkspacePath(window: BrowserWindow, language: Language): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    properties: ['openFile'],
    filters: [{ name: menuTexts[language].workspaceFiles, extensions: ['yaml', 'yml'] }],
  });
  return canceled ? null : (filePaths[0] ?? null);
}
