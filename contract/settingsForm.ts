import type { BackendKind } from './backendSettings';

/**
 * The settings of a backend as a form: drawn by main from the schemas of backendSettings.ts, shown and filled in by windows.
 * Without schemas, because windows read it.
 */

/** Settings as the workspace file writes them: durations as text, defaults left out. */
export type RawSettings = { readonly [key: string]: Json };
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Every key that a form can ask for, dots between. Each has its words in both languages; a schema key that is missing here fails a test. */
export const fieldNames = [
  'url',
  'path',
  'poll',
  'settle',
  'severityLabel',
  'layer',
  'lookback',
  'environment',
  'access',
  'access.auth',
  'access.auth.user',
  'access.clientCertificate',
  'access.clientCertificate.certificate',
  'access.clientCertificate.key',
  'access.clientCertificate.sealed',
  'access.authority',
  'access.headers',
  'access.secretHeaders',
  'access.proxy',
  'access.proxy.url',
  'access.proxy.user',
] as const;
export type FieldName = (typeof fieldNames)[number];

interface Field {
  readonly name: FieldName;
  /** Where the value stands in the settings. */
  readonly path: readonly string[];
  readonly required: boolean;
}

export type FormField =
  | (Field & {
      readonly kind: 'text' | 'number' | 'duration' | 'url' | 'path';
      /** What holds when the field is left empty, as the file would write it; null when nothing does. */
      readonly default: string | null;
      /** Words that stand for a value, such as `embedded` for an address. */
      readonly words: readonly string[];
    })
  | (Field & { readonly kind: 'boolean'; readonly default: boolean })
  /** One of several; `by` is the key that tells which, and each choice has fields of its own beside it. */
  | (Field & {
      readonly kind: 'choice';
      readonly by: string;
      readonly choices: readonly { readonly value: string; readonly fields: readonly FormField[] }[];
    })
  | (Field & { readonly kind: 'group'; readonly fields: readonly FormField[] })
  /** Names and values that a person makes up. */
  | (Field & { readonly kind: 'record' })
  | (Field & { readonly kind: 'list'; readonly countMax: number });

/** A backend of the workspace file, whether it is read from or not. */
export interface ListedBackend {
  readonly id: string;
  readonly kind: BackendKind;
  /** Metrics that read from it; it cannot be removed while there are some. */
  readonly readBy: readonly string[];
}
