import type { ReactNode } from 'react';
import type { FormField } from '../../../../../contract/settingsForm';
import { useText } from '../../../../i18n/useText';
import { fieldId } from '../formValues';
import { BooleanField } from './BooleanField';
import { ChoiceField } from './ChoiceField';
import { RowsField } from './RowsField';
import { TextField } from './TextField';

/** Fields one below the other, each drawn by its kind; groups with their name above them. */
export function FieldList({ fields }: { fields: readonly FormField[] }): ReactNode {
  const text = useText();
  return fields.map((field) => {
    const key = fieldId(field.path);
    switch (field.kind) {
      case 'group':
        return (
          <fieldset key={key} className="field-group" data-field={field.path.join('.')}>
            <legend>{text(`field.${field.name}`)}</legend>
            <FieldList fields={field.fields} />
          </fieldset>
        );
      case 'choice':
        return <ChoiceField key={key} field={field} />;
      case 'boolean':
        return <BooleanField key={key} field={field} />;
      case 'record':
      case 'list':
        return <RowsField key={key} field={field} />;
      case 'text':
      case 'number':
      case 'duration':
      case 'url':
      case 'path':
        return <TextField key={key} field={field} />;
    }
  });
}
