import { protocol, type Session } from 'electron';
import { readFile } from 'node:fs/promises';
import { rendererTarget } from './rendererPath';

/** DESIGN §4: nothing but our own files, no connections, nothing inline. Sent as a header with every answer. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self'",
  // The alarm sound.
  "media-src 'self'",
  "connect-src 'none'",
  // Left out, a worker would fall back to script-src and be allowed.
  "worker-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Before `ready`: Electron refuses to make a scheme privileged later. */
export function registerConsoleScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true } },
  ]);
}

/**
 * Serves the built windows from `folder` as app://console/…; `made` may answer an address with a page of its own, which brings a
 * policy that is stricter still.
 */
export function serveRenderer(session: Session, folder: string, made: (url: string) => string | null = () => null): void {
  session.protocol.handle('app', async (request) => {
    const page = made(request.url);
    if (page !== null) return new Response(page, { headers: { 'content-type': 'text/html; charset=utf-8' } });
    const target = rendererTarget(request.method, request.url, folder);
    if (!target.ok) return answer(null, target.status, 'text/plain');
    try {
      return answer(await readFile(target.file), 200, target.contentType);
    } catch (error) {
      if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'EISDIR'))
        return answer(null, 404, 'text/plain');
      throw error;
    }
  });
}

function answer(body: Buffer | null, status: number, contentType: string): Response {
  return new Response(body === null ? null : new Uint8Array(body), {
    status,
    headers: {
      'content-type': contentType,
      'content-security-policy': contentSecurityPolicy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      // No cross-origin-opener-policy: our windows have no opener, and it would make Chromium throw the first renderer away.
      'cache-control': 'no-cache',
    },
  });
}
