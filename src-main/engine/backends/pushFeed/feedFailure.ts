import { feedRefusalSchema, pushFeedVersion } from '../../../../contract/pushFeed';
import { BackendFailure } from '../backend';

/** How long a gateway may take to acknowledge a message, ms. */
export const answerMsMax = 5_000;
/** A proxy or a gateway that asks for a pause longer than this is asked again anyway, ms. */
const retryAfterMsMax = 3_600_000;
const untrustedCodes =
  /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+|CERT_\w+|ERR_TLS_CERT_\w+|HOSTNAME_MISMATCH|INVALID_CA)$/;

/** What Socket.IO gave as the reason for not connecting, as a failure with a sentence. */
export function feedFailure(error: unknown, where: string, secrets: readonly string[]): BackendFailure {
  const causes = causesOf(error);
  const known = causes.find((cause) => cause instanceof BackendFailure);
  if (known !== undefined) return known;
  const code = causes.map(codeOf).find((each) => each !== null) ?? null;
  if (code !== null) return networkFailure(code, where);
  const status = causes.map(statusOf).find((each) => each !== null) ?? null;
  if (status !== null) return statusFailure(status, retryAfterMsOf(causes), where);
  const message = error instanceof Error ? error.message : String(error);
  // The manager's own words for a handshake that took too long.
  if (message === 'timeout')
    return new BackendFailure('timeout', `${where} did not open a feed within 5 s; check its load and the network between.`);
  if (isTransportError(error))
    return new BackendFailure('network', `${where} broke the connection (${message}); it may be restarting.`);
  // Anything else is what the gateway's middleware said to this console.
  return new BackendFailure(
    'denied',
    `${where} does not let this console in (it said: ${unspoken(message, secrets)}); check its credentials.`,
  );
}

/** What a server said, short and without what must not be shown. */
export function unspoken(said: string, secrets: readonly string[]): string {
  return secrets.reduce((text, secret) => text.replaceAll(secret, '…'), said).slice(0, 300);
}

function networkFailure(code: string, where: string): BackendFailure {
  if (code === 'ECONNREFUSED')
    return new BackendFailure('refused', `${where} refuses connections; start it, or correct its address in the workspace file.`);
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return new BackendFailure('network', `${where} is not a known name; correct the address in the workspace file or check DNS.`);
  if (code === 'ETIMEDOUT') return new BackendFailure('timeout', `${where} cannot be reached; check the network between.`);
  if (untrustedCodes.test(code))
    return new BackendFailure(
      'untrusted',
      `${where} showed a certificate that is not trusted (${code}); name its authority in access.`,
    );
  return new BackendFailure('network', `${where} broke the connection (${code}); it may be restarting.`);
}

function statusFailure(status: number, retryAfterMs: number | null, where: string): BackendFailure {
  if (status === 401 || status === 403)
    return new BackendFailure('denied', `${where} answered ${status}: it wants other credentials.`);
  if (status === 429 || status === 503)
    return new BackendFailure('busy', `${where} answered ${status}: it is busy and is tried again.`, retryAfterMs);
  return new BackendFailure('http', `${where} answered ${status} instead of opening a feed; check address and path.`);
}

/** The error and what it carries: Socket.IO hides causes in descriptions, events and requests. */
function causesOf(error: unknown): unknown[] {
  const found: unknown[] = [];
  const look = (value: unknown, depth: number): void => {
    if (value === null || typeof value !== 'object' || depth > 4 || found.includes(value)) return;
    found.push(value);
    for (const key of ['description', 'context', 'error', 'statusText', 'cause'] as const)
      if (key in value) look(Reflect.get(value, key), depth + 1);
    if (value instanceof AggregateError) for (const each of value.errors) look(each, depth + 1);
  };
  look(error, 0);
  return found;
}

function codeOf(cause: unknown): string | null {
  if (!(cause instanceof Error) || !('code' in cause) || typeof cause.code !== 'string' || cause.code === '') return null;
  return cause.code;
}

function statusOf(cause: unknown): number | null {
  if (cause === null || typeof cause !== 'object') return null;
  // Polling: the description of the error is the status. WebSocket: only the message tells it.
  if ('description' in cause && typeof cause.description === 'number' && cause.description >= 300) return cause.description;
  const told = cause instanceof Error ? /^Unexpected server response: (\d{3})$/.exec(cause.message)?.[1] : undefined;
  return told === undefined ? null : Number(told);
}

function retryAfterMsOf(causes: readonly unknown[]): number | null {
  for (const cause of causes) {
    if (cause === null || typeof cause !== 'object' || !('getResponseHeader' in cause)) continue;
    if (typeof cause.getResponseHeader !== 'function') continue;
    const text: unknown = Reflect.apply(cause.getResponseHeader, cause, ['retry-after']);
    if (typeof text !== 'string') continue;
    const ms = /^\d+$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - Date.now();
    if (Number.isFinite(ms)) return Math.max(0, Math.min(retryAfterMsMax, ms));
  }
  return null;
}

function isTransportError(error: unknown): boolean {
  return error instanceof Error && 'type' in error && error.type === 'TransportError';
}

export function closedFailure(where: string): BackendFailure {
  return new BackendFailure('closed', `${where} was not waited for any longer.`);
}

/** `name`: the message that was not acknowledged. */
export function noAnswer(where: string, name: string): BackendFailure {
  return new BackendFailure('timeout', `${where} did not answer "${name}" within ${answerMsMax / 1_000} s; look at its log.`);
}

/** What stands where a welcome should. */
export function noWelcome(where: string, reply: unknown, secrets: readonly string[]): BackendFailure {
  const refusal = feedRefusalSchema.safeParse(reply);
  if (!refusal.success)
    return new BackendFailure(
      'bad-shape',
      `${where} speaks Socket.IO, but not the push feed's version ${pushFeedVersion}; check that it is a push gateway.`,
    );
  const { refused, message } = refusal.data;
  const said = message === '' ? '' : ` (it said: ${unspoken(message, secrets)})`;
  if (refused === 'denied')
    return new BackendFailure('denied', `${where} does not let this console in${said}; check its credentials.`);
  if (refused === 'busy') return new BackendFailure('busy', `${where} has no place for another console${said}.`);
  return new BackendFailure('bad-shape', `${where} speaks another version of the push feed${said}; update it or the console.`);
}
