import { z } from 'zod';
import { passphraseCharactersMax, personNameCharactersMax } from './limits';
import type { Role } from './roles';

/** One request a window may make: what it says, what comes back, and who may. */
export interface Command<Input extends z.ZodType, Output extends z.ZodType> {
  readonly input: Input;
  readonly output: Output;
  /** Whoever is signed in must have it; checked by main before the handler runs. */
  readonly needs: Role;
}

export function command<Input extends z.ZodType, Output extends z.ZodType>(
  input: Input,
  output: Output,
  needs: Role = 'watch',
): Command<Input, Output> {
  return { input, output, needs };
}

/** What more than one family of commands is made of. */
export const nothing = z.void();
export const incidentIdSchema = z.string().min(1).max(64);

/** Without control and invisible characters, which would let two people look the same. */
export const personNameSchema = z
  .string()
  .trim()
  .normalize('NFC')
  .min(1)
  .max(personNameCharactersMax)
  .regex(/^\P{C}+$/u, 'a name without invisible characters');
export const knownPassphraseSchema = z.string().min(1).max(passphraseCharactersMax);
