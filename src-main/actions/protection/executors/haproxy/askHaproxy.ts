import { connect } from 'node:net';
import { noAnswer } from '../noAnswer';

/** An instance's Runtime API: `unix:/path` or `host:port`. */
export type HaproxyAddress = string;

/** `show servers state` of thousands of servers is less. */
const answerBytesMax = 4_194_304;

/**
 * One line, one answer, and HAProxy closes (management.txt, "Unix Socket commands"). Success is usually an empty answer.
 * @throws ExecutorFailure `unreachable` when nothing that changes anything was sent, `unknown` when no whole answer came to what was
 */
export function askHaproxy(address: HaproxyAddress, line: string, signal: AbortSignal): Promise<string> {
  const changes = !/^(show|get) /.test(line);
  return new Promise((resolve, reject) => {
    const socket = connect(whereOf(address));
    const chunks: Buffer[] = [];
    let [sent, bytes] = [false, 0];
    const fail = (why: string): void => {
      signal.removeEventListener('abort', abort);
      socket.destroy();
      reject(noAnswer({ who: address, why, sent, changes }));
    };
    const abort = (): void => fail('it took too long');
    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort, { once: true });
    socket.on('error', (error) => fail(error.message));
    socket.on('connect', () => {
      sent = true;
      socket.write(`${line}\n`);
    });
    socket.on('data', (chunk) => {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes > answerBytesMax) fail('its answer has no end');
    });
    socket.on('end', () => {
      signal.removeEventListener('abort', abort);
      resolve(Buffer.concat(chunks).toString('utf8').trim());
    });
  });
}

function whereOf(address: HaproxyAddress): { readonly path: string } | { readonly host: string; readonly port: number } {
  if (address.startsWith('unix:')) return { path: address.slice('unix:'.length) };
  const colon = address.lastIndexOf(':');
  return { host: address.slice(0, colon), port: Number(address.slice(colon + 1)) };
}
