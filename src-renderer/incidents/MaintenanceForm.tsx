import { useState, type KeyboardEvent, type ReactNode } from 'react';
import type { Refusal } from '../../contract/result';
import type { WorkspaceView } from '../../contract/state';
import type { Slice } from '../../contract/words';
import { useLanguage, useText } from '../i18n/useText';
import { RefusalLine } from '../ui/alerts/RefusalLine';
import { formatAge } from '../ui/format';
import { scopeName } from './scopeName';
import './forms.css';

const minuteChoices = [30, 60, 120, 240] as const;
const minutesDefault = 60;

/** Says that somebody works here on purpose: it is watched, but opens nothing until it ends by itself. */
export function MaintenanceForm({
  workspace,
  slice,
  nodes,
  onDone,
  onCancel,
}: {
  workspace: WorkspaceView;
  slice: Slice;
  nodes: readonly string[];
  onDone: () => void;
  /** Null where the form stands by itself and cannot be left. */
  onCancel: (() => void) | null;
}): ReactNode {
  const text = useText();
  const language = useLanguage();
  const [name, setName] = useState('');
  const [minutes, setMinutes] = useState<number>(minutesDefault);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const begin = async (): Promise<void> => {
    const answer = await window.highnoon.ask('maintenance.begin', { name, minutes, slice, nodes: [...nodes] });
    setRefusal(answer.ok ? null : answer.refusal);
    if (!answer.ok) return;
    setName('');
    onDone();
  };
  const leave = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || onCancel === null) return;
    event.stopPropagation();
    onCancel();
  };
  return (
    <form
      className="act-form"
      onKeyDown={leave}
      onSubmit={(event) => {
        event.preventDefault();
        void begin();
      }}
    >
      <label className="act-field">
        <span className="strong">{text('maintenance.name')}</span>
        <input
          className="text-input"
          autoFocus={onCancel !== null}
          minLength={3}
          maxLength={120}
          required
          placeholder={text('maintenance.nameHint')}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </label>
      <fieldset className="act-choices">
        <legend>{text('maintenance.minutes')}</legend>
        {minuteChoices.map((choice) => (
          <label key={choice}>
            <input type="radio" name="minutes" checked={choice === minutes} onChange={() => setMinutes(choice)} />
            <span className="num">{formatAge(choice * 60_000, language)}</span>
          </label>
        ))}
      </fieldset>
      <p>
        <span className="faint">{text('maintenance.scope')}</span> {scopeName(workspace, { slice, nodes }, text, language)}
      </p>
      <p className="faint">{text('maintenance.note')}</p>
      <div className="act-form-buttons">
        <button type="submit" className="button action">
          {text('maintenance.begin')}
        </button>
        {onCancel !== null && (
          <button type="button" className="button" onClick={onCancel}>
            {text('act.cancel')} <span className="keycap">Esc</span>
          </button>
        )}
      </div>
      <RefusalLine refusal={refusal} />
    </form>
  );
}
