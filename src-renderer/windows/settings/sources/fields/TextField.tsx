import { useId } from 'react';
import type { ReactNode } from 'react';
import { useFormContext } from 'react-hook-form';
import type { FormField } from '../../../../../contract/settingsForm';
import { useText } from '../../../../i18n/useText';
import { ask } from '../../../../ui/ask';
import { fieldId, type FormValues } from '../formValues';
import { useWrong } from '../wrongFields';
import { FieldFrame } from './FieldFrame';

const purposes = {
  'access.clientCertificate.certificate': 'certificate',
  'access.clientCertificate.key': 'key',
  'access.authority': 'authority',
} as const;

type Texts = Extract<FormField, { words: readonly string[] }>;

/** Text, numbers, addresses, durations and files: one line each. Empty means what the placeholder says. */
export function TextField({ field }: { field: Texts }): ReactNode {
  const text = useText();
  const id = useId();
  const { register, setValue } = useFormContext<FormValues>();
  const wrong = useWrong(field, text);
  const purpose = Object.entries(purposes).find(([name]) => name === field.name)?.[1];
  const choose = async (): Promise<void> => {
    if (purpose === undefined) return;
    const answer = await ask('file.choose', { purpose });
    if (answer.ok && answer.value.path !== null) setValue(fieldId(field.path), answer.value.path, { shouldDirty: true });
  };
  return (
    <FieldFrame field={field} id={id} wrong={wrong}>
      <div className="field-line">
        <input
          id={id}
          className="field-input"
          type="text"
          autoComplete="off"
          spellCheck={false}
          placeholder={placeholderOf(field, text('settings.optional'), (value) => text('settings.default', { value }))}
          aria-invalid={wrong !== null}
          aria-describedby={`${id}-note`}
          list={field.words.length > 0 ? `${id}-words` : undefined}
          {...register(fieldId(field.path))}
        />
        {field.words.length > 0 && (
          <datalist id={`${id}-words`}>
            {field.words.map((word) => (
              <option key={word} value={word} />
            ))}
          </datalist>
        )}
        {purpose !== undefined && (
          <button type="button" className="button" onClick={() => void choose()}>
            {text('settings.browse')}
          </button>
        )}
      </div>
    </FieldFrame>
  );
}

function placeholderOf(field: Texts, optional: string, byDefault: (value: string) => string): string {
  if (field.default !== null) return byDefault(field.default);
  return field.required ? '' : optional;
}
