import { useState, type FormEvent, type ReactNode } from 'react';
import type { BackendKind } from '../../../../contract/backendSettings';
import { useText } from '../../../i18n/useText';
import { backendKinds } from './backendKinds';

/** Name and kind of a new backend; its settings come next, and nothing is written before they are saved. */
export function AddBackend({
  taken,
  add,
}: {
  taken: readonly string[];
  add: (draft: { readonly id: string; readonly kind: BackendKind }) => void;
}): ReactNode {
  const text = useText();
  const [kind, setKind] = useState<BackendKind>('prometheus');
  const [id, setId] = useState('');
  const start = (event: FormEvent): void => {
    event.preventDefault();
    add({ id, kind });
    setId('');
  };
  return (
    <details className="add-backend">
      <summary>{text('settings.add')}</summary>
      <form onSubmit={start}>
        <label className="field">
          <span className="field-name">{text('settings.addKind')}</span>
          <select
            className="field-input"
            value={kind}
            onChange={(event) => setKind(backendKinds.find((each) => each === event.target.value) ?? 'prometheus')}
          >
            {backendKinds.map((each) => (
              <option key={each} value={each}>
                {text(`sources.kind.${each}`)}
              </option>
            ))}
          </select>
        </label>
        <label className="field">
          <span className="field-name">{text('settings.addName')}</span>
          <input
            className="field-input"
            value={id}
            required
            pattern="[A-Za-z][A-Za-z0-9_.\-]{0,63}"
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setId(event.target.value)}
          />
        </label>
        <button type="submit" className="button" disabled={id === '' || taken.includes(id)}>
          {text('settings.addStart')}
        </button>
      </form>
    </details>
  );
}
