import type { Role } from './roles';
import type { BackendFailureCode } from './state';

/** The only two ways a request can end: a value, or a refusal an operator can act on. Nothing is thrown across a process border. */
export type Result<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly refusal: Refusal };

/** `code` is stable and for programs; `message` is a sentence for a person and says what to do next. */
export interface Refusal {
  readonly code: RefusalCode;
  readonly message: string;
  /** Where in the input the trouble is, when that helps: file, line (1-based), column (1-based), the key's path. */
  readonly at?: { readonly file?: string; readonly line?: number; readonly column?: number; readonly key?: string };
  /** For what windows say in the room's language, or answer with a way out. */
  readonly because?: RefusalCause;
}

/** `role`: whoever is signed in lacks it, or nobody is. `wait`: after wrong passphrases. `backend`: a data source was asked and failed. */
export type RefusalCause =
  | { readonly reason: 'role'; readonly role: Role }
  | { readonly reason: 'wait'; readonly seconds: number }
  | { readonly reason: 'backend'; readonly failure: BackendFailureCode }
  | { readonly reason: PeopleReason };

export const peopleReasons = [
  'wrong-passphrase',
  'name-taken',
  'last-admin',
  'people-full',
  'people-exist',
  'people-locked',
  'not-kept',
  'busy',
] as const;
export type PeopleReason = (typeof peopleReasons)[number];

export type RefusalCode =
  | 'sender-refused'
  | 'unknown-command'
  | 'bad-input'
  | 'not-found'
  | 'not-allowed'
  | 'workspace-invalid'
  | 'unavailable'
  | 'internal';

export function accept<Value>(value: Value): Result<Value> {
  return { ok: true, value };
}

export function refuse(code: RefusalCode, message: string, at?: Refusal['at']): Result<never> {
  return { ok: false, refusal: at === undefined ? { code, message } : { code, message, at } };
}
