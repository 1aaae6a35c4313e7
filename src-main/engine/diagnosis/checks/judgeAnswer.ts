import type { FetchCheck } from '../../../../contract/runbooks';
import type { LocalText } from '../../../../contract/words';
import { valueAtPointer } from './jsonPointer';

export interface Judged {
  readonly state: 'good' | 'bad' | 'unknown';
  readonly said: LocalText;
  readonly value: number | null;
}

/** Not let in, or asked to come later: nothing about the one that is asked after. */
const saysNothing: readonly number[] = [401, 403, 407, 429];
const shownCharactersMax = 80;

/** An answer beside what a good one is like. `text` is what the server sent, without secrets. */
export function judgeAnswer({ expect }: Pick<FetchCheck, 'expect'>, status: number, text: string): Judged {
  const fits = expect.status === undefined ? status >= 200 && status < 300 : status === expect.status;
  if (!fits) {
    const unheard = expect.status === undefined && saysNothing.includes(status);
    const wanted = expect.status ?? '2xx';
    return told(unheard ? 'unknown' : 'bad', `回答 ${status}，应为 ${wanted}。`, `It answered ${status} instead of ${wanted}.`);
  }
  if (expect.text !== undefined && !text.includes(expect.text)) {
    const shown = quoted(expect.text);
    return told('bad', `回答 ${status}，里面没有 ${shown}。`, `It answered ${status}, and ${shown} is not in it.`);
  }
  if (expect.pointer !== undefined) return judgeValue(expect, expect.pointer, text);
  const shown = expect.text === undefined ? null : quoted(expect.text);
  return shown === null
    ? told('good', `回答 ${status}。`, `It answered ${status}.`)
    : told('good', `回答 ${status}，里面有 ${shown}。`, `It answered ${status}, and ${shown} is in it.`);
}

function judgeValue(expect: FetchCheck['expect'], pointer: string, text: string): Judged {
  const json = readJson(text);
  if (json === undefined)
    return told('unknown', '回答不是 JSON，没法判断。', 'Its answer is not JSON, so that nothing can be told from it.');
  const found = plainValue(valueAtPointer(json, pointer));
  if (found === undefined)
    return told('unknown', `回答里的 ${pointer} 没有值。`, `There is no value at ${pointer} in its answer.`);
  const { is, above, below } = expect;
  const number = typeof found === 'boolean' || found === '' || found === null ? Number.NaN : Number(found);
  if ((above !== undefined || below !== undefined) && Number.isNaN(number))
    return told('unknown', `${pointer} 是 ${quoted(found)}，不是数字。`, `${pointer} is ${quoted(found)}, which is no number.`);
  const good =
    (is === undefined || String(found) === String(is)) &&
    (above === undefined || number > above) &&
    (below === undefined || number < below);
  const zhWanted = [
    is === undefined ? '' : quoted(is),
    above === undefined ? '' : `高于 ${above}`,
    below === undefined ? '' : `低于 ${below}`,
  ];
  const enWanted = [
    is === undefined ? '' : quoted(is),
    above === undefined ? '' : `above ${above}`,
    below === undefined ? '' : `below ${below}`,
  ];
  return {
    state: good ? 'good' : 'bad',
    said: {
      zh: `${pointer} 是 ${quoted(found)}，应${is === undefined ? '' : '为 '}${join(zhWanted, '、')}。`,
      en: `${pointer} is ${quoted(found)}${good ? ', as it should be: ' : ' and should be '}${join(enWanted, ' and ')}.`,
    },
    value: Number.isNaN(number) ? null : number,
  };
}

function join(parts: readonly string[], between: string): string {
  return parts.filter((part) => part !== '').join(between);
}

function told(state: Judged['state'], zh: string, en: string): Judged {
  return { state, said: { zh, en }, value: null };
}

function readJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

/** What a limit can be held against; a list or a map is no value. */
function plainValue(value: unknown): string | number | boolean | null | undefined {
  const plain = value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  return plain ? value : undefined;
}

/** Words of a stranger: short, on one line, and plain. */
function quoted(value: string | number | boolean | null): string {
  const plain = String(value).replaceAll(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069]+/g, ' ');
  return typeof value === 'string'
    ? `"${plain.length > shownCharactersMax ? `${plain.slice(0, shownCharactersMax)}…` : plain}"`
    : plain;
}
