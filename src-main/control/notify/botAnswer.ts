import { z } from 'zod';
import { accept, refuse, type Result } from '../../../contract/result';

const answerSchema = z.object({
  // Feishu says code and msg, DingTalk and WeCom errcode and errmsg.
  code: z.number().optional(),
  msg: z.string().optional(),
  errcode: z.number().optional(),
  errmsg: z.string().optional(),
});

/** What was said goes into a log and a window: a sentence, not a page. */
const saidCharactersMax = 200;

/** The bots answer 200 whatever happens and say in the body whether they took the message. @param busyCodes too many messages just now */
export function readBotAnswer(text: string, busyCodes: readonly number[]): Result<void> {
  const parsed = answerSchema.safeParse(parseJson(text));
  const code = parsed.success ? (parsed.data.errcode ?? parsed.data.code) : undefined;
  if (!parsed.success || code === undefined)
    return refuse('bad-input', 'It answered something that is no answer of a bot. Check the address.');
  if (code === 0) return accept(undefined);
  const said = (parsed.data.errmsg ?? parsed.data.msg ?? 'without a reason').slice(0, saidCharactersMax);
  return refuse(busyCodes.includes(code) ? 'unavailable' : 'bad-input', `It refused the message with code ${code}: ${said}`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // No JSON is no answer; the schema says so.
    return null;
  }
}
