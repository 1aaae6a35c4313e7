import { createHmac } from 'node:crypto';
import { readBotAnswer } from '../botAnswer';
import type { ChannelKind } from '../channelKind';
import { plainText } from '../plainText';

/** Sending too fast; a bot may send 20 a minute. */
const busyCodes = [130101, -1];

/** A custom bot of a DingTalk group. Time and signature stand in the address: HMAC-SHA256 over `timestamp\nsecret`, the key is the secret. */
export const dingtalk: ChannelKind = {
  prepare: ({ title, lines }, url, { channelToken = '', signingSecret }, nowMs) => {
    const address = new URL(url);
    address.searchParams.set('access_token', channelToken);
    if (signingSecret !== undefined) {
      const timestamp = String(Math.floor(nowMs));
      address.searchParams.set('timestamp', timestamp);
      address.searchParams.set(
        'sign',
        createHmac('sha256', signingSecret).update(`${timestamp}\n${signingSecret}`).digest('base64'),
      );
    }
    const text = [`### ${plainText(title)}`, ...lines.map(plainText)].join('\n\n');
    return {
      url: address.href,
      headers: {},
      body: JSON.stringify({ msgtype: 'markdown', markdown: { title: plainText(title), text } }),
    };
  },
  read: (text) => readBotAnswer(text, busyCodes),
};
