import { dialog, type BrowserWindow, type NativeImage } from 'electron';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { CommandInput, CommandOutput } from '../../contract/commands';
import type { Language } from '../../contract/choices';
import { accept, refuse, type Result } from '../../contract/result';
import { exportName } from './exportName';

const fileKinds = {
  zh: { png: 'PNG 图片', csv: 'CSV 表格', md: 'Markdown 文本', html: 'HTML 网页', pdf: 'PDF 文件', jsonl: '审计（JSON 行）' },
  en: {
    png: 'PNG picture',
    csv: 'CSV table',
    md: 'Markdown text',
    html: 'HTML page',
    pdf: 'PDF document',
    jsonl: 'Audit (JSON lines)',
  },
} as const satisfies Record<Language, object>;
type FileKind = keyof (typeof fileKinds)['zh'];

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
  const path = await askWhereTo(window, kind, suggestedName, language);
  if (path === null) return accept({ saved: false });
  const written = await writeAll([{ path, content: bytes }]);
  return written.ok ? accept({ saved: true }) : written;
}

/** Null when the person thought better of it. */
export async function askWhereTo(
  window: BrowserWindow,
  kind: FileKind,
  suggestedName: string,
  language: Language,
): Promise<string | null> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    defaultPath: exportName(suggestedName, kind),
    filters: [{ name: fileKinds[language][kind], extensions: [kind] }],
  });
  return canceled || filePath === '' ? null : filePath;
}

/** In this order, so that the last one is there only when all are; a refusal names the file that could not be written. */
export async function writeAll(
  files: readonly { readonly path: string; readonly content: string | Uint8Array }[],
): Promise<Result<void>> {
  for (const { path, content } of files) {
    try {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, content);
    } catch (error) {
      return refuse('unavailable', `${path} could not be written: ${error instanceof Error ? error.message : String(error)}.`);
    }
  }
  return accept(undefined);
}
