import { request as sendHttp } from 'node:http';
import { request as sendHttps } from 'node:https';
import { noAnswer } from './noAnswer';

export interface HttpQuestion {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Whether it may change something there: without an answer nobody knows whether it did. */
  readonly changes: boolean;
}

export interface HttpAnswer {
  readonly status: number;
  readonly text: string;
}

/** Longer than any list of rules or controls; what is more has no end. */
const answerBytesMax = 4_194_304;

/**
 * One question on a connection of its own: one that is kept may be closed by the other side just as we write, and nobody would know
 * whether it was taken. Redirects are answers like others: followed, they would lead what we sign or log in with elsewhere.
 * @throws ExecutorFailure `unreachable` when nothing that changes anything was sent, `unknown` when no whole answer came to what was.
 * Its sentence names the host only: a path or a header may hold what is private.
 */
export function askHttp({ method, url, headers, body = '', changes }: HttpQuestion, signal: AbortSignal): Promise<HttpAnswer> {
  const { protocol, host } = new URL(url);
  const secure = protocol === 'https:';
  return new Promise((resolve, reject) => {
    let sent = false;
    const fail = (error: Error): void => {
      const why = signal.aborted ? 'it took too long' : codeOf(error);
      request.destroy();
      reject(noAnswer({ who: host, why, sent, changes }));
    };
    const request = (secure ? sendHttps : sendHttp)(
      url,
      {
        method,
        // The length is said, so that no receiver has to read chunks.
        headers: { ...headers, ...(method === 'GET' ? {} : { 'content-length': Buffer.byteLength(body) }) },
        agent: false,
        signal,
      },
      (response) => {
        const chunks: Buffer[] = [];
        let bytes = 0;
        response.on('data', (chunk: Buffer) => {
          chunks.push(chunk);
          bytes += chunk.length;
          if (bytes > answerBytesMax) fail(new Error('its answer has no end'));
        });
        response.on('error', fail);
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }));
      },
    );
    request.on('socket', (socket) => socket.once(secure ? 'secureConnect' : 'connect', () => (sent = true)));
    request.on('error', fail);
    request.end(body);
  });
}

/** Messages of Node may quote the address. */
function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
}
