import { readFile } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import type { ManagerOptions, SocketOptions } from 'socket.io-client';
import { secretSlotsOf, type SecretSlot } from '../../../../contract/backendSettings';
import { feedMessageBytesMax, pushFeedVersion } from '../../../../contract/pushFeed';
import { BackendFailure } from '../backend';
import type { BackendContext, SettingsOf } from '../backendEntry';
import { connectAgent } from './connectAgent';

const connectTimeoutMs = 5_000;
const pemBytesMax = 1024 * 1024;

export type FeedOptions = Partial<ManagerOptions & SocketOptions>;

/**
 * The settings as Socket.IO takes them: credentials as headers and, for gateways that look there, as `auth.authorization`.
 * @throws BackendFailure 'secret-missing', or 'untrusted' when a certificate file cannot be read
 */
export async function connectOptions(settings: SettingsOf<'pushFeed'>, context: BackendContext): Promise<FeedOptions> {
  const { access, path } = settings;
  const target = new URL(settings.url);
  const secret = secretsOf(settings, context);
  const authorization =
    access?.auth === undefined
      ? null
      : access.auth.kind === 'bearer'
        ? `Bearer ${secret('token', '')}`
        : basic(access.auth.user, secret('password', access.auth.user));
  const headers: Record<string, string> = { ...access?.headers };
  for (const name of access?.secretHeaders ?? []) headers[name] = secret('header', name);
  if (authorization !== null) headers.Authorization = authorization;

  const certificate = access?.clientCertificate;
  const tls = {
    ...(access?.authority === undefined ? {} : { ca: await readPem(access.authority, context.folder) }),
    ...(certificate === undefined
      ? {}
      : {
          cert: await readPem(certificate.certificate, context.folder),
          key: await readPem(certificate.key, context.folder),
          ...(certificate.sealed ? { passphrase: secret('keyPassphrase', certificate.key) } : {}),
        }),
  };
  const proxy = access?.proxy;
  const route =
    proxy === undefined
      ? null
      : {
          proxy: new URL(proxy.url),
          authorization: proxy.user === undefined ? null : basic(proxy.user, secret('proxyPassword', proxy.user)),
          target,
          tls,
        };
  const options: FeedOptions = {
    path,
    // WebSocket first; where something between cuts it off, polling still goes.
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    upgrade: false,
    // The link keeps its own pace: it knows the poll interval, refusals and Retry-After.
    reconnection: false,
    autoConnect: false,
    forceNew: true,
    timeout: connectTimeoutMs,
    extraHeaders: headers,
    auth: { version: pushFeedVersion, ...(authorization === null ? {} : { authorization }) },
    ...tls,
  };
  // Both go to ws and to Node's client as they are; Socket.IO's types know neither.
  return Object.assign(options, {
    maxPayload: feedMessageBytesMax,
    ...(route === null ? {} : { agent: connectAgent(route) }),
  });
}

function secretsOf(settings: SettingsOf<'pushFeed'>, context: BackendContext) {
  const slots = secretSlotsOf(context.backendId, settings);
  return (what: SecretSlot['what'], of: string): string => {
    const slot = slots.find((each) => each.what === what && each.of === of);
    const value = slot === undefined ? undefined : context.secrets[slot.id];
    if (value !== undefined) return value;
    throw new BackendFailure('secret-missing', `${settings.url} needs a ${what} that nobody has entered yet.`);
  };
}

function basic(user: string, password: string): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}

async function readPem(path: string, folder: string | null): Promise<string> {
  const file = isAbsolute(path) || folder === null ? path : join(folder, path);
  try {
    const text = await readFile(file, 'utf8');
    if (text.length <= pemBytesMax && text.includes('-----BEGIN ')) return text;
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    throw new BackendFailure('untrusted', `The certificate file ${file} cannot be read (${why}); correct its path in access.`);
  }
  throw new BackendFailure('untrusted', `${file} is not a PEM file; it begins with -----BEGIN.`);
}
