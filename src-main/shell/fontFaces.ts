import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The @font-face rules of the built windows, with addresses that hold from anywhere on app://console: print is right on a machine
 * without Chinese fonts too. A build whose styles lie elsewhere prints in the system's fonts.
 */
export async function fontFaces(rendererFolder: string): Promise<string> {
  const assets = join(rendererFolder, 'assets');
  const names = await readdir(assets).catch((): string[] => []);
  const sheets = await Promise.all(
    names.filter((name) => name.endsWith('.css')).map((name) => readFile(join(assets, name), 'utf8')),
  );
  const rules = new Set(sheets.flatMap((sheet) => sheet.match(/@font-face\s*\{[^}]*\}/g) ?? []));
  return [...rules].join('').replace(/url\((["']?)(?:\.?\/)?(?:assets\/)?([\w.-]+\.woff2)\1\)/g, 'url(app://console/assets/$2)');
}
