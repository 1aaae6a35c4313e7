import { createSecureContext } from 'node:tls';
import { Agent, buildConnector, ProxyAgent, type Dispatcher } from 'undici';
import type { BackendSettings } from '../../../contract/backendSettings';
import { readAccess, type ReadyAccess } from './access';
import { BackendFailure } from './backend';
import type { BackendContext } from './backendEntry';

/** Our questions at once plus the checks of people; more would queue at the server anyway. */
const connectionsMax = 8;
/** Longer than the usual poll, so that a poll does not begin with a handshake. */
const keepAliveMs = 30_000;
const connectTimeoutMs = 10_000;

/** The way to one server: its connections, who we are there, and whom we trust. One per open backend. */
export interface HttpDoor {
  /** @throws BackendFailure when a secret is missing or a file cannot be used */
  open(): Promise<OpenDoor>;
  /** The files and secrets are read again for the next question: a certificate that was rejected may have been renewed. */
  reopen(): void;
  /** The text without any secret of this door. */
  redact(text: string): string;
  /** Ends all connections; what is under way fails with 'closed'. */
  close(): void;
}

export interface OpenDoor {
  readonly dispatcher: Dispatcher;
  readonly headers: Readonly<Record<string, string>>;
  /** Longest first, so that no rest of one is left where it holds a shorter one. */
  readonly secrets: readonly string[];
  /** Why the newest connection was ended by the other side, as TLS tells it; null when it told nothing. */
  alert(): string | null;
}

export function createHttpDoor(
  settings: BackendSettings,
  context: Pick<BackendContext, 'backendId' | 'secrets' | 'folder'>,
): HttpDoor {
  let opening: Promise<OpenDoor> | null = null;
  let closed = false;
  let secrets: readonly string[] = [];
  const letGo = (): void => {
    const before = opening;
    opening = null;
    // A door that did not open has nothing to end, and its failure was told to who asked.
    before?.then(({ dispatcher }) => dispatcher.destroy()).catch(() => undefined);
  };
  return {
    open() {
      if (closed) return Promise.reject(new BackendFailure('closed', `The connection to ${settings.url} was closed.`));
      opening ??= readAccess(settings, context).then((access) => {
        const door = openDoor(access, settings.url);
        secrets = door.secrets;
        return door;
      });
      const current = opening;
      current.catch(() => {
        if (opening === current) opening = null;
      });
      return current;
    },
    reopen: letGo,
    redact: (text) => secrets.reduce((shown, secret) => shown.replaceAll(secret, '•••'), text),
    close() {
      closed = true;
      letGo();
    },
  };
}

function openDoor(access: ReadyAccess, url: string): OpenDoor {
  const limits = {
    connections: connectionsMax,
    keepAliveTimeout: keepAliveMs,
    pipelining: 1,
    // One deadline covers a question as a whole; askText keeps it.
    headersTimeout: 0,
    bodyTimeout: 0,
  };
  const tls = { rejectUnauthorized: true, timeout: connectTimeoutMs, secureContext: secureContext(access, url) };
  let alert: string | null = null;
  /** A server that wants another certificate says so after the handshake, and Undici passes on only that it hung up. */
  const hearAlerts =
    (connect: buildConnector.connector): buildConnector.connector =>
    (options, callback) => {
      alert = null;
      connect(options, (...outcome) => {
        outcome[1]?.prependListener('error', (error: Error) => {
          if ('code' in error && typeof error.code === 'string' && error.code.startsWith('ERR_SSL_')) alert = error.code;
        });
        callback(...outcome);
      });
    };
  const dispatcher =
    access.proxy === null
      ? new Agent({ ...limits, connect: hearAlerts(buildConnector(tls)) })
      : new ProxyAgent({
          ...limits,
          uri: access.proxy.url,
          ...(access.proxy.authorization === null ? {} : { token: access.proxy.authorization }),
          requestTls: tls,
          // Plain http is forwarded, as proxies expect; only https needs a tunnel.
          proxyTunnel: false,
        });
  // One or two letters stand in any text; hiding them would hide the text.
  const secrets = access.secrets.filter(({ length }) => length >= 3).sort((a, b) => b.length - a.length);
  return { dispatcher, headers: access.headers, secrets, alert: () => alert };
}

/** Made here once, so that a key that does not fit is told apart from a server that is not trusted. */
function secureContext({ tls }: ReadyAccess, url: string) {
  try {
    return createSecureContext(tls);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    // One wrong passphrase in a few hundred decrypts to something that only then turns out to be no key.
    const garbled = tls.passphrase !== undefined && /UNSUPPORTED|ASN1|DECODE/.test(code);
    if (garbled || /BAD_DECRYPT|INTERRUPTED|BAD_PASSWORD|CIPHERFINAL/.test(code))
      throw new BackendFailure('denied', `The passphrase does not open the client key for ${url}; enter it again.`);
    throw new BackendFailure(
      'untrusted',
      `The certificate files for ${url} cannot be used (${code === '' ? 'malformed' : code}); check that certificate, key and authority belong together.`,
    );
  }
}
