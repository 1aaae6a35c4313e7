import { extname, join, resolve, sep } from 'node:path';
import { windowKindNames } from '../../contract/windowKinds';

export type RendererTarget =
  | { readonly ok: true; readonly file: string; readonly contentType: string }
  | { readonly ok: false; readonly status: 403 | 404 | 405 };

/** What a window may load; anything else in the folder (source maps, notes) is not served. */
const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.wav': 'audio/wav',
};

/** `app://console/<kind>/index.html` → windows/<kind>/index.html, `/assets/…` → assets/…; nothing outside `folder`. */
export function rendererTarget(method: string, requestUrl: string, folder: string): RendererTarget {
  if (method !== 'GET') return { ok: false, status: 405 };
  if (!URL.canParse(requestUrl)) return { ok: false, status: 404 };
  const url = new URL(requestUrl);
  if (url.protocol !== 'app:' || url.host !== 'console') return { ok: false, status: 403 };
  const path = decode(url.pathname);
  if (path === null || path.includes('\0') || path.includes('\\') || path.split('/').includes('..'))
    return { ok: false, status: 403 };
  const kind = windowKindNames.find((name) => path === `/${name}/index.html`);
  const file = resolve(folder, kind === undefined ? `.${path}` : join('windows', kind, 'index.html'));
  if (!file.startsWith(resolve(folder) + sep)) return { ok: false, status: 403 };
  const contentType = contentTypes[extname(file)];
  return contentType === undefined ? { ok: false, status: 404 } : { ok: true, file, contentType };
}

function decode(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    // A malformed escape is a hostile or broken address either way; the caller refuses it.
    return null;
  }
}
