import { BackendFailure } from './backend';

/** Enough of a server's error text to recognise it, not enough to flood the log. */
const errorTextMax = 300;
/** A server that asks for an hour is asked again sooner: rooms cannot wait that long for a number. */
export const retryAfterMsMax = 300_000;

/** What an error status means, in a sentence. `said`: the server's own text. */
export function statusFailure(where: string, status: number, text: string): BackendFailure {
  const said = text.slice(0, errorTextMax).replaceAll(/\s+/g, ' ').trim();
  const tell = (code: BackendFailure['code'], advice: string): BackendFailure =>
    new BackendFailure(code, `${where} answered ${status}: ${advice}${said === '' ? '.' : ` (it said: ${said}).`}`);
  if (status === 401) return tell('denied', 'it does not accept our credentials; correct them in the settings of this backend');
  if (status === 403) return tell('denied', 'these credentials may not read here; ask its owner or use others');
  if (status === 404) return tell('http', 'check the path in the workspace file');
  if (status === 407) return tell('denied', 'the proxy wants credentials; correct them in the settings of this backend');
  if (status === 429) return tell('busy', 'it asks for fewer requests; lengthen poll in the workspace file');
  if (status === 503) return tell('busy', 'it is overloaded or starting, and is tried again');
  if (status >= 300 && status < 400) return tell('http', 'it redirects; write the final address in the workspace file');
  return tell('http', 'look at its own log');
}

/** Why there was no answer at all. `alert`: what TLS said when the other side hung up. */
export function connectionFailure(error: unknown, where: string, alert: string | null): BackendFailure {
  if (error instanceof BackendFailure) return error;
  const proxied = proxyStatus(error);
  if (proxied === '407') return statusFailure(where, 407, '');
  if (proxied !== null)
    return new BackendFailure('network', `The proxy before ${where} answered ${proxied}; check that it may reach that address.`);
  const found = causeCode(error);
  const code = found === 'UND_ERR_SOCKET' ? (alert ?? found) : found;
  const host = new URL(where).hostname;
  if (code === null || code === '') return broken(where, error instanceof Error ? error.message : String(error));
  if (code === 'UND_ERR_DESTROYED' || code === 'UND_ERR_CLOSED')
    return new BackendFailure('closed', `${where} was not waited for any longer.`);
  if (code === 'ECONNREFUSED')
    return new BackendFailure('refused', `${where} refuses connections; start it, or correct its address in the workspace file.`);
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return new BackendFailure('network', `${host} is not a known name; correct the address in the workspace file or check DNS.`);
  if (code === 'UND_ERR_CONNECT_TIMEOUT' || code === 'ETIMEDOUT')
    return new BackendFailure('timeout', `${where} cannot be reached in time; check the network and the firewalls between.`);
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID' || code === 'UND_ERR_PRX_TLS')
    return new BackendFailure(
      'untrusted',
      `${where} showed a certificate for another name (${code}); write the address by the name in its certificate.`,
    );
  if (code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID')
    return new BackendFailure(
      'untrusted',
      `${where} showed a certificate that is not valid today (${code}); renew it there, and check this workstation's date.`,
    );
  if (/SELF_SIGNED|UNABLE_TO_|CERT_|ISSUER/.test(code))
    return new BackendFailure(
      'untrusted',
      `${where} showed a certificate that is not trusted (${code}); name its authority in the settings of this backend.`,
    );
  if (/ALERT|HANDSHAKE_FAILURE/.test(code))
    return new BackendFailure(
      'untrusted',
      `${where} did not accept our side of the connection (${code}); it may want a client certificate, or another one.`,
    );
  if (/WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG/.test(code) || code === 'EPROTO')
    return new BackendFailure('network', `${where} does not speak TLS; write http:// in its address.`);
  return broken(where, code);
}

/** ms to wait, from a Retry-After in seconds or as a date; null when there is none. `date`: the answer's own Date. */
export function readRetryAfter(text: string | null, date: string | null): number | null {
  if (text === null) return null;
  const waitMs = /^\s*\d+\s*$/.test(text)
    ? Number(text) * 1_000
    : // Both by the server's clock, so that ours does not matter.
      Date.parse(text) - Date.parse(date ?? new Date().toUTCString());
  return Number.isNaN(waitMs) ? null : Math.min(Math.max(0, waitMs), retryAfterMsMax);
}

function broken(where: string, why: string): BackendFailure {
  return new BackendFailure('network', `${where} broke the connection (${why}); it may be restarting.`);
}

/** Undici tells a proxy's refusal in words only. */
function proxyStatus(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  return /^Proxy (?:response|Authentication)[^(]*\((\d{3})\)/.exec(error.message)?.[1] ?? null;
}

function causeCode(error: unknown): string | null {
  let current = error;
  let code: string | null = null;
  for (let depth = 0; depth < 4 && current instanceof Error; depth += 1) {
    if ('code' in current && typeof current.code === 'string' && current.code !== '') code = current.code;
    // Undici's own codes say where it happened, the innermost says what.
    if (current instanceof AggregateError && current.errors.length > 0) current = current.errors[0];
    else current = current.cause;
  }
  return code;
}
