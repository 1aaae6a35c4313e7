import { readFile } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { secretSlotsOf, type Access, type BackendSecret, type BackendSettings } from '../../../contract/backendSettings';
import { BackendFailure } from './backend';
import type { BackendContext } from './backendEntry';

/** A certificate chain is a few kB; anything larger is another file. */
const pemBytesMax = 1_024 * 1_024;

/** What a server wants of us, with secrets and files filled in. */
export interface ReadyAccess {
  readonly headers: Readonly<Record<string, string>>;
  readonly tls: { readonly ca?: string; readonly cert?: string; readonly key?: string; readonly passphrase?: string };
  readonly proxy: { readonly url: string; readonly authorization: string | null } | null;
  /** Texts that must never be shown or logged, also when a server repeats them. */
  readonly secrets: readonly string[];
}

/** @throws BackendFailure 'secret-missing' for a slot without a value, 'untrusted' for a file that is no PEM or cannot be read */
export async function readAccess(
  settings: BackendSettings,
  context: Pick<BackendContext, 'backendId' | 'secrets' | 'folder'>,
): Promise<ReadyAccess> {
  const access: Access = 'access' in settings ? (settings.access ?? {}) : {};
  const secrets: string[] = [];
  const slots = secretSlotsOf(context.backendId, settings);
  const secret = (what: BackendSecret, of: string): string => {
    const slot = slots.find((each) => each.what === what && each.of === of);
    // Pasted with the line's end, more often than not.
    const value = slot === undefined ? undefined : context.secrets[slot.id]?.trim();
    if (slot === undefined || value === undefined || value === '')
      throw new BackendFailure('secret-missing', `${settings.url} wants a ${secretWords[what](of)} that nobody has entered yet.`);
    secrets.push(value);
    return value;
  };
  const basic = (user: string, password: string): string => {
    const encoded = Buffer.from(`${user}:${password}`).toString('base64');
    secrets.push(encoded);
    return `Basic ${encoded}`;
  };

  const headers: Record<string, string> = { ...access.headers };
  for (const name of access.secretHeaders ?? []) headers[name] = headerSafe(secret('header', name), name);
  if (access.auth?.kind === 'bearer') headers['authorization'] = `Bearer ${headerSafe(secret('token', ''), 'the bearer token')}`;
  if (access.auth?.kind === 'basic') headers['authorization'] = basic(access.auth.user, secret('password', access.auth.user));
  const { clientCertificate: client, proxy } = access;
  return {
    headers,
    tls: {
      ...(access.authority === undefined ? {} : { ca: await readPem(access.authority, context.folder) }),
      ...(client === undefined
        ? {}
        : {
            cert: await readPem(client.certificate, context.folder),
            key: await readPem(client.key, context.folder),
            ...(client.sealed ? { passphrase: secret('keyPassphrase', client.key) } : {}),
          }),
    },
    proxy:
      proxy === undefined
        ? null
        : {
            url: proxy.url,
            authorization: proxy.user === undefined ? null : basic(proxy.user, secret('proxyPassword', proxy.user)),
          },
    secrets,
  };
}

const secretWords: { readonly [What in BackendSecret]: (of: string) => string } = {
  token: () => 'bearer token',
  password: (of) => `password for ${of}`,
  keyPassphrase: (of) => `passphrase for the key ${of}`,
  header: (of) => `value for the header ${of}`,
  proxyPassword: (of) => `password for ${of} at the proxy`,
};

/** A line break in a header would be a second header. */
function headerSafe(value: string, what: string): string {
  if (/^[\t\u0020-\u007e]+$/.test(value)) return value;
  throw new BackendFailure('denied', `What was entered for ${what} has characters that no header may have; enter it again.`);
}

async function readPem(path: string, folder: string | null): Promise<string> {
  if (!isAbsolute(path) && folder === null)
    throw new BackendFailure('untrusted', `${path} counts from a workspace file, and there is none; write the whole path.`);
  const file = isAbsolute(path) || folder === null ? path : join(folder, path);
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    throw new BackendFailure('untrusted', `The certificate file ${file} cannot be read (${why}); correct its path in access.`);
  }
  if (text.length > pemBytesMax || !text.includes('-----BEGIN '))
    throw new BackendFailure('untrusted', `${file} is not a PEM file, which begins with -----BEGIN; correct its path in access.`);
  return text;
}
