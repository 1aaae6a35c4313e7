import type { ReactNode } from 'react';
import type { FormField } from '../../../../../contract/settingsForm';
import { useText } from '../../../../i18n/useText';
import { hintKeys } from './hintKeys';

/** Name on the left, control on the right, below it what is wrong or, while nothing is, what it means. */
export function FieldFrame({
  field,
  id,
  wrong,
  children,
}: {
  field: FormField;
  /** Of the control. */
  id: string;
  wrong: string | null;
  children: ReactNode;
}): ReactNode {
  const text = useText();
  const hint = hintKeys[field.name];
  return (
    <div className="field" data-field={field.path.join('.')} data-kind={field.kind}>
      <label className="field-name" htmlFor={id}>
        {text(`field.${field.name}`)}
      </label>
      <div className="field-control">
        {children}
        {wrong !== null && (
          <p className="field-wrong" id={`${id}-note`} role="alert">
            {wrong}
          </p>
        )}
        {wrong === null && hint !== undefined && (
          <p className="field-hint" id={`${id}-note`}>
            {text(hint)}
          </p>
        )}
      </div>
    </div>
  );
}
