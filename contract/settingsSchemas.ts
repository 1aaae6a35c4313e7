import { z } from 'zod';
import type { RawSettings } from './settingsForm';

/** What windows send about backends and secrets; parsed at the border of main. */

export const backendIdSchema = z.string().min(1).max(128);
/** Which state of the file some settings were read from. */
export const basisSchema = z.string().min(1).max(64);
export const slotIdSchema = z.string().min(1).max(8_192);

/** No message of it repeats the value. */
export const secretValueSchema = z
  .string('a secret is text')
  .min(1, 'a secret has at least one character')
  .max(8_192, 'a secret has at most 8192 characters')
  .regex(/^\P{Cc}*$/u, 'a secret is one line without control characters');

/** A generous backend has some hundred bytes. */
const settingsCharactersMax = 65_536;
export const rawSettingsSchema: z.ZodType<RawSettings> = z
  .record(z.string().max(128), z.json())
  .refine((settings) => JSON.stringify(settings).length <= settingsCharactersMax, 'settings of at most 64 kB');

/** Where a secret that was entered is kept: in memory until the console ends, because that was asked for or there is no key store. */
export type SecretKept =
  { readonly kept: 'sealed'; readonly why: null } | { readonly kept: 'memory'; readonly why: 'asked' | 'no-key-store' };
