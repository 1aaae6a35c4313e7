import { NodeWebSocket, type ManagerOptions, type SocketOptions } from 'socket.io-client';
import { feedMessageBytesMax, pushFeedVersion } from '../../../../contract/pushFeed';
import { readAccess } from '../access';
import type { BackendContext, SettingsOf } from '../backendEntry';
import { BoundedPolling } from './boundedPolling';
import { connectAgent } from './connectAgent';

const connectTimeoutMs = 5_000;

export type FeedOptions = Partial<ManagerOptions & SocketOptions>;

export interface FeedAccess {
  readonly options: FeedOptions;
  /** Texts that must never be shown, also when the gateway repeats them. */
  readonly secrets: readonly string[];
}

/**
 * The settings as Socket.IO takes them: credentials as headers and, for gateways that look there, as `auth.authorization`.
 * @throws BackendFailure 'secret-missing', or 'untrusted' when a certificate file cannot be read
 */
export async function connectOptions(settings: SettingsOf<'pushFeed'>, context: BackendContext): Promise<FeedAccess> {
  const { headers, tls, proxy, secrets } = await readAccess(settings, context);
  const { authorization } = headers;
  const options: FeedOptions = {
    path: settings.path,
    // WebSocket first; where something between cuts it off, polling still goes.
    transports: [NodeWebSocket, BoundedPolling],
    tryAllTransports: true,
    upgrade: false,
    // The link keeps its own pace: it knows the poll interval, refusals and Retry-After.
    reconnection: false,
    autoConnect: false,
    forceNew: true,
    timeout: connectTimeoutMs,
    extraHeaders: { ...headers },
    auth: { version: pushFeedVersion, ...(authorization === undefined ? {} : { authorization }) },
    ...tls,
  };
  const route =
    proxy === null ? null : { proxy: new URL(proxy.url), authorization: proxy.authorization, target: new URL(settings.url), tls };
  // Both go to ws and to Node's client as they are; Socket.IO's types know neither.
  const passedOn = { maxPayload: feedMessageBytesMax, ...(route === null ? {} : { agent: connectAgent(route) }) };
  return { options: Object.assign(options, passedOn), secrets };
}
