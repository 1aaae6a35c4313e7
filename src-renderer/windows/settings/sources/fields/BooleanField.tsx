import { useId } from 'react';
import type { ReactNode } from 'react';
import { useFormContext } from 'react-hook-form';
import type { FormField } from '../../../../../contract/settingsForm';
import { useText } from '../../../../i18n/useText';
import { fieldId, type FormValues } from '../formValues';
import { useWrong } from '../wrongFields';
import { FieldFrame } from './FieldFrame';

export function BooleanField({ field }: { field: Extract<FormField, { kind: 'boolean' }> }): ReactNode {
  const text = useText();
  const id = useId();
  const { register } = useFormContext<FormValues>();
  return (
    <FieldFrame field={field} id={id} wrong={useWrong(field, text)}>
      <span className="field-line">
        <input id={id} className="field-check" type="checkbox" {...register(fieldId(field.path))} />
        <span className="soft">{text('settings.yes')}</span>
      </span>
    </FieldFrame>
  );
}
