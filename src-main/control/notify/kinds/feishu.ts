import { createHmac } from 'node:crypto';
import { readBotAnswer } from '../botAnswer';
import type { ChannelKind } from '../channelKind';
import { plainText } from '../plainText';

/** Too many requests; per bot 100 a minute and 5 a second. */
const busyCodes = [11232, 9499];

/** A custom bot of a Feishu or Lark group. The signature's key is `timestamp\nsecret`, and it signs nothing at all. */
export const feishu: ChannelKind = {
  prepare: ({ title, lines }, url, { channelToken = '', signingSecret }, nowMs) => {
    const timestamp = String(Math.floor(nowMs / 1_000));
    const sign =
      signingSecret === undefined
        ? {}
        : { timestamp, sign: createHmac('sha256', `${timestamp}\n${signingSecret}`).update('').digest('base64') };
    const text = [title, ...lines].map(plainText).join('\n');
    return {
      url: `${url.replace(/\/+$/, '')}/${encodeURIComponent(channelToken)}`,
      headers: {},
      body: JSON.stringify({ ...sign, msg_type: 'text', content: { text } }),
    };
  },
  read: (text) => readBotAnswer(text, busyCodes),
};
