import { z } from 'zod';
import { ExecutorFailure } from '../../executor';
import type { SwitchValue } from '../../../../../contract/protectionSettings';
import { valueIn } from './switchText';

/** As the JSON gateway writes them: bytes in base64, 64-bit numbers as text, what is zero or empty left out. */
export const keyValueSchema = z.object({
  key: z.string(),
  value: z.string().default(''),
  mod_revision: z.string(),
  lease: z.string().optional(),
});
export type KeyValue = z.infer<typeof keyValueSchema>;

/** As long as a switch's value may be. */
const valueCharactersMax = 1_024;

export function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}

/** @throws ExecutorFailure for what cannot be a switch's value */
export function valueOf(key: string, { value }: KeyValue): Exclude<SwitchValue, null> {
  const bytes = Buffer.from(value, 'base64');
  const text = bytes.toString('utf8');
  if (!Buffer.from(text, 'utf8').equals(bytes) || text.length > valueCharactersMax)
    throw new ExecutorFailure(
      'bad-setting',
      `What stands under ${key} is no switch: ${bytes.length} bytes that are no text of up to ${valueCharactersMax} characters. Check the key.`,
    );
  return valueIn(text);
}
