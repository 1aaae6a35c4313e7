import { dialog, type BrowserWindow } from 'electron';
import type { Language } from '../../contract/choices';
import type { CommandInput } from '../../contract/commands';
import { menuTexts } from './menuTexts';

/** The system's file dialog for a PEM file; null when it was cancelled. */
export async function askForSettingsFile(
  window: BrowserWindow,
  language: Language,
  purpose: CommandInput<'file.choose'>['purpose'],
): Promise<string | null> {
  const texts = menuTexts[language];
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: texts[purpose],
    properties: ['openFile'],
    filters: [
      { name: texts.pemFiles, extensions: ['pem', 'crt', 'cer', 'key'] },
      { name: texts.allFiles, extensions: ['*'] },
    ],
  });
  return canceled ? null : (filePaths[0] ?? null);
}

/** Where a copy of the workspace goes; null when it was cancelled. */
export async function askForCopyPath(window: BrowserWindow, language: Language): Promise<string | null> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: menuTexts[language].saveCopy,
    defaultPath: 'workspace.yaml',
    filters: [{ name: menuTexts[language].workspaceFiles, extensions: ['yaml', 'yml'] }],
  });
  return canceled || filePath === '' ? null : filePath;
}
