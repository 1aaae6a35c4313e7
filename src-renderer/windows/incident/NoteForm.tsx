import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { incidentNoteCharactersMax } from '../../../contract/incidents';
import { useText } from '../../i18n/useText';

/** A few words beside what is done; Enter confirms, Escape leaves it. */
export function NoteForm({
  title,
  hint,
  onConfirm,
  onCancel,
}: {
  title: string;
  hint: string;
  onConfirm: (note: string) => void;
  onCancel: () => void;
}): ReactNode {
  const text = useText();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  const leave = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    onCancel();
  };
  return (
    <form
      className="act-form"
      onKeyDown={leave}
      onSubmit={(event) => {
        event.preventDefault();
        onConfirm(input.current?.value ?? '');
      }}
    >
      <label className="act-field">
        <span className="strong">{title}</span>
        <input ref={input} className="text-input" maxLength={incidentNoteCharactersMax} aria-label={text('act.note')} />
        <span className="faint">{hint}</span>
      </label>
      <div className="act-form-buttons">
        <button type="submit" className="button action">
          {text('act.confirm')} <span className="keycap">↵</span>
        </button>
        <button type="button" className="button" onClick={onCancel}>
          {text('act.cancel')} <span className="keycap">Esc</span>
        </button>
      </div>
    </form>
  );
}
