import { useId } from 'react';
import type { ReactNode } from 'react';
import { useController } from 'react-hook-form';
import type { FormField } from '../../../../../contract/settingsForm';
import { useText } from '../../../../i18n/useText';
import { ToolGlyph } from '../../../../ui/glyphs/ToolGlyph';
import { fieldId, type FormRow, type FormValues } from '../formValues';
import { useWrong } from '../wrongFields';
import { FieldFrame } from './FieldFrame';

/** More than any server wants; a limit for the page, the schema has its own. */
const recordRowsMax = 32;

/** Lines of a name and a value, or of a value alone. */
export function RowsField({ field }: { field: Extract<FormField, { kind: 'record' | 'list' }> }): ReactNode {
  const text = useText();
  const id = useId();
  const { field: control } = useController<FormValues>({ name: fieldId(field.path) });
  const rows = Array.isArray(control.value) ? (control.value as readonly FormRow[]) : [];
  const rowsMax = field.kind === 'list' ? field.countMax : recordRowsMax;
  const change = (at: number, row: FormRow): void => control.onChange(rows.map((each, i) => (i === at ? row : each)));
  return (
    <FieldFrame field={field} id={id} wrong={useWrong(field, text)}>
      {rows.map((row, i) => (
        // Lines have no name of their own: their place is who they are.
        <div key={i} className="field-line">
          {field.kind === 'record' && (
            <input
              className="field-input"
              type="text"
              value={row.name}
              placeholder={text('settings.headerName')}
              aria-label={text('settings.headerName')}
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => change(i, { ...row, name: event.target.value })}
            />
          )}
          <input
            className="field-input"
            type="text"
            value={row.value}
            placeholder={text(field.kind === 'list' ? 'settings.headerName' : 'settings.headerValue')}
            aria-label={text(field.kind === 'list' ? 'settings.headerName' : 'settings.headerValue')}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => change(i, { ...row, value: event.target.value })}
          />
          <button
            type="button"
            className="button quiet"
            aria-label={text('settings.removeRow')}
            onClick={() => control.onChange(rows.filter((_row, at) => at !== i))}
          >
            <ToolGlyph tool="close" />
          </button>
        </div>
      ))}
      <button
        id={id}
        type="button"
        className="button"
        disabled={rows.length >= rowsMax}
        onClick={() => control.onChange([...rows, { name: '', value: '' }])}
      >
        {text('settings.addRow')}
      </button>
    </FieldFrame>
  );
}
