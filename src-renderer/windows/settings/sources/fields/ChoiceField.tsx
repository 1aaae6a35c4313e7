import { useId } from 'react';
import type { ReactNode } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import type { FormField } from '../../../../../contract/settingsForm';
import { resources, type TextKey } from '../../../../i18n/resources';
import { useText } from '../../../../i18n/useText';
import { fieldId, type FormValues } from '../formValues';
import { useWrong } from '../wrongFields';
import { FieldFrame } from './FieldFrame';
import { FieldList } from './FieldList';

/** One of several, or none; the fields of the chosen one follow. */
export function ChoiceField({ field }: { field: Extract<FormField, { kind: 'choice' }> }): ReactNode {
  const text = useText();
  const id = useId();
  const { register } = useFormContext<FormValues>();
  const chosen = useWatch<FormValues>({ name: fieldId(field.path) });
  const choice = field.choices.find(({ value }) => value === chosen);
  return (
    <>
      <FieldFrame field={field} id={id} wrong={useWrong(field, text)}>
        <select id={id} className="field-input" {...register(fieldId(field.path))}>
          {!field.required && <option value="">{text('settings.none')}</option>}
          {field.choices.map(({ value }) => (
            <option key={value} value={value}>
              {choiceText(value, text)}
            </option>
          ))}
        </select>
      </FieldFrame>
      {choice !== undefined && <FieldList fields={choice.fields} />}
    </>
  );
}

/** A choice that has no words yet is shown as the file writes it. */
function choiceText(value: string, text: ReturnType<typeof useText>): string {
  const key = `settings.choice.${value}`;
  return isChoiceKey(key) ? text(key) : value;
}

type ChoiceKey = Extract<TextKey, `settings.choice.${string}`>;

function isChoiceKey(key: string): key is ChoiceKey {
  return Object.hasOwn(resources.zh, key);
}
