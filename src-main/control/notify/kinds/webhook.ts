import { createHmac } from 'node:crypto';
import { accept } from '../../../../contract/result';
import type { ChannelKind } from '../channelKind';

const secretPrefix = 'whsec_';

/**
 * Any server of one's own, signed as Standard Webhooks describe it: HMAC-SHA256 over `id.timestamp.body`, base64, behind `v1,`. The
 * key is what follows `whsec_`, base64-decoded; a secret without that prefix is the key itself.
 */
export const webhook: ChannelKind = {
  prepare: (message, url, { signingSecret = '' }, nowMs) => {
    const timestamp = String(Math.floor(nowMs / 1_000));
    const body = JSON.stringify({
      type: 'highnoon.incident',
      timestamp: new Date(nowMs).toISOString(),
      data: { ...message.data, title: message.title, lines: message.lines },
    });
    const signature = createHmac('sha256', keyOf(signingSecret)).update(`${message.id}.${timestamp}.${body}`).digest('base64');
    return {
      url,
      body,
      headers: { 'webhook-id': message.id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` },
    };
  },
  // Its status says it all.
  read: () => accept(undefined),
};

function keyOf(secret: string): Buffer {
  return secret.startsWith(secretPrefix) ? Buffer.from(secret.slice(secretPrefix.length), 'base64') : Buffer.from(secret);
}
