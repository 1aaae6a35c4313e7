import { request as requestHttp, type ClientRequest, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { NodeXHR } from 'socket.io-client';
import { feedMessageBytesMax } from '../../../../contract/pushFeed';
import { BackendFailure } from '../backend';

/**
 * Socket.IO's long polling, over Node's own client: the one that comes with it reads bodies of any length, and loses the
 * reason why a connection failed.
 */
export class BoundedPolling extends NodeXHR {
  readonly #underWay = new Set<ClientRequest>();

  override doPoll(): void {
    this.#send('GET', null, (text) => this.onData(text));
  }

  override doWrite(data: string, written: () => void): void {
    this.#send('POST', data, () => written());
  }

  protected override onClose(details?: Parameters<NodeXHR['onClose']>[0]): void {
    // The last write, which says goodbye, may still leave; a poll that nobody reads may not stay.
    for (const each of this.#underWay) if (each.method === 'GET') each.destroy();
    super.onClose(details);
  }

  #send(method: 'GET' | 'POST', body: string | null, done: (text: string) => void): void {
    const url = new URL(this.uri());
    const request = url.protocol === 'https:' ? requestHttps : requestHttp;
    const headers = { ...this.opts.extraHeaders, ...(body === null ? {} : { 'content-type': 'text/plain;charset=UTF-8' }) };
    const { ca, cert, key, passphrase, agent } = this.opts;
    const passedOn = Object.fromEntries(
      Object.entries({ ca, cert, key, passphrase, agent }).filter(
        ([, value]) => value !== undefined && value !== null && value !== false,
      ),
    );
    const asked = request(url, { ...passedOn, method, headers });
    this.#underWay.add(asked);
    asked.once('close', () => this.#underWay.delete(asked));
    asked.once('error', (error) => this.#fail(error));
    asked.once('response', (response) => this.#read(response, done));
    asked.end(body ?? undefined);
  }

  #read(response: IncomingMessage, done: (text: string) => void): void {
    const chunks: Buffer[] = [];
    let bytes = 0;
    response.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      chunks.push(chunk);
      if (bytes > feedMessageBytesMax)
        response.destroy(
          new BackendFailure('too-big', `The gateway sent more than ${feedMessageBytesMax / 1_048_576} MB in one answer.`),
        );
    });
    response.once('error', (error) => this.#fail(error));
    response.once('end', () => {
      if (response.statusCode === 200) return done(Buffer.concat(chunks).toString('utf8'));
      const retryAfter = response.headers['retry-after'] ?? null;
      this.onError('poll refused', response.statusCode ?? 0, { getResponseHeader: () => retryAfter });
    });
  }

  #fail(error: Error): void {
    if (this.readyState !== 'closed') this.onError('poll error', error);
  }
}
