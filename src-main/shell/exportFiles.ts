import { dialog, type BrowserWindow, type NativeImage } from 'electron';
import { writeFile } from 'node:fs/promises';
import type { CommandInput, CommandOutput } from '../../contract/commands';
import type { Language } from '../../contract/choices';
import { accept, refuse, type Result } from '../../contract/result';
import { exportName } from './exportName';

const fileKinds = {
  zh: { png: 'PNG 图片', csv: 'CSV 表格' },
  en: { png: 'PNG picture', csv: 'CSV table' },
} as const satisfies Record<Language, object>;

/** A part of the window as it is on screen. */
export async function pictureOf(
  window: BrowserWindow,
  { left, top, width, height }: CommandInput<'export.picture'>,
): Promise<Result<Uint8Array>> {
  const picture: NativeImage = await window.webContents.capturePage({ x: left, y: top, width, height });
  if (picture.isEmpty()) return refuse('unavailable', 'The window gave an empty picture. Show it on a screen and try again.');
  return accept(new Uint8Array(picture.toPNG()));
}

/** The person says where to; nothing is written anywhere else. */
export async function saveExport(
  window: BrowserWindow,
  { kind, suggestedName, bytes }: CommandInput<'export.save'>,
  language: Language,
): Promise<Result<CommandOutput<'export.save'>>> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    defaultPath: exportName(suggestedName, kind),
    filters: [{ name: fileKinds[language][kind], extensions: [kind] }],
  });
  if (canceled || filePath === '') return accept({ saved: false });
  try {
    await writeFile(filePath, bytes);
  } catch (error) {
    return refuse('unavailable', `${filePath} could not be written: ${error instanceof Error ? error.message : String(error)}.`);
  }
  return accept({ saved: true });
}
