import { createContext, use } from 'react';
import type { Refusal } from '../../../../contract/result';
import type { FormField } from '../../../../contract/settingsForm';
import type { Text } from '../../../i18n/text';
import { fieldId, fieldOfKey } from './formValues';

interface Wrong {
  readonly refusals: readonly Refusal[];
  readonly ids: ReadonlySet<string>;
}

/** What main finds wrong with the form around, for the fields in it. */
export const WrongFields = createContext<Wrong>({ refusals: [], ids: new Set() });

/** Why this field cannot be saved, in the room's language; null when it can. */
export function useWrong(field: FormField, text: Text): string | null {
  const { refusals, ids } = use(WrongFields);
  const id = fieldId(field.path);
  const refusal = refusals.find(({ at }) => fieldOfKey(at?.key ?? '', ids) === id);
  return refusal === undefined ? null : wrongText(field, refusal, text);
}

function wrongText(field: FormField, { message }: Refusal, text: Text): string {
  if (message.includes('this key to be set')) return text('settings.wrong.missing');
  if (field.kind === 'url' || field.kind === 'duration' || field.kind === 'path') return text(`settings.wrong.${field.kind}`);
  return text('settings.wrong.other', { message });
}
