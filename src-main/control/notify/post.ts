import { Agent, request, type Dispatcher } from 'undici';
import { accept, refuse, type Result } from '../../../contract/result';
import type { OutgoingRequest } from './channelKind';

export interface Poster {
  /** The text of a 2xx answer. `unavailable` may go away by itself; anything else will not. No secret stands in a sentence. */
  post(outgoing: OutgoingRequest): Promise<Result<string>>;
  close(): Promise<void>;
}

/** From the first byte we send to the last of the answer; bots answer within a second. */
const answerWithinMs = 8_000;
/** A bot's answer is a line. */
const answerBytesMax = 65_536;

/** POSTs JSON. Redirects are refused: they could lead secrets elsewhere. */
export function createPoster(withinMs = answerWithinMs): Poster {
  const agent = new Agent({ connections: 2, keepAliveTimeout: 10_000 });
  const closing = new AbortController();

  async function post({ url, headers, body }: OutgoingRequest): Promise<Result<string>> {
    const where = new URL(url).origin;
    const late = AbortSignal.timeout(withinMs);
    try {
      const answer = await request(url, {
        dispatcher: agent,
        method: 'POST',
        headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
        body,
        signal: AbortSignal.any([late, closing.signal]),
      });
      const text = await readBody(answer.body);
      if (answer.statusCode >= 200 && answer.statusCode < 300) return accept(text);
      return refuseStatus(where, answer.statusCode);
    } catch (error) {
      if (late.aborted) return refuse('unavailable', `${where} did not answer within ${withinMs / 1_000} s.`);
      if (closing.signal.aborted) return refuse('bad-input', 'The console is closing.');
      return refuse('unavailable', `${where} cannot be reached: ${codeOf(error)}.`);
    }
  }

  return {
    post,
    close: async () => {
      closing.abort();
      await agent.destroy();
    },
  };
}

async function readBody(body: Dispatcher.ResponseData['body']): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    if (!(chunk instanceof Uint8Array)) throw new Error('a body is bytes');
    bytes += chunk.byteLength;
    // What comes after is not looked at.
    if (bytes > answerBytesMax) break;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function refuseStatus(where: string, status: number): Result<never> {
  if (status >= 300 && status < 400)
    return refuse(
      'bad-input',
      `${where} answered with a redirect (${status}), which is not followed. Write the address it leads to.`,
    );
  const mayPass = status === 408 || status === 425 || status === 429 || status >= 500;
  if (mayPass) return refuse('unavailable', `${where} answered ${status}.`);
  return refuse('bad-input', `${where} answered ${status}. Check the address and the secrets of this channel.`);
}

/** A message of undici may quote the address, and with it a key: only the code is said. */
function codeOf(error: unknown): string {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : 'no connection';
}
