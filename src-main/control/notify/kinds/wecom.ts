import { readBotAnswer } from '../botAnswer';
import type { ChannelKind } from '../channelKind';
import { plainText } from '../plainText';

/** Called too often; a bot may send 20 a minute. */
const busyCodes = [45009, -1];
/** Its markdown, in bytes of UTF-8. */
const contentBytesMax = 4_096;

/** A bot of a WeCom group: whoever knows the key may speak. */
export const wecom: ChannelKind = {
  prepare: ({ title, lines }, url, { channelToken = '' }) => {
    const address = new URL(url);
    address.searchParams.set('key', channelToken);
    const content = [`**${plainText(title)}**`, ...lines.map((line) => `> ${plainText(line)}`)].join('\n');
    return { url: address.href, headers: {}, body: JSON.stringify({ msgtype: 'markdown', markdown: { content: cut(content) } }) };
  },
  read: (text) => readBotAnswer(text, busyCodes),
};

/** Whole characters only. */
function cut(text: string): string {
  const bytes = Buffer.from(text);
  return bytes.length <= contentBytesMax
    ? text
    : bytes
        .subarray(0, contentBytesMax)
        .toString('utf8')
        .replace(/\uFFFD+$/u, '');
}
