import { useState, type FormEvent, type ReactNode } from 'react';
import { protectionReasonCharactersMax, protectionReasonCharactersMin } from '../../../contract/protection';
import type { Refusal } from '../../../contract/result';
import { useLanguage, useText } from '../../i18n/useText';
import { selectLever } from '../../protection/selectProtection';
import { useConsole } from '../../state/windowConsole';
import { RefusalLine } from '../alerts/RefusalLine';
import { closePopover } from '../header/popovers';
import { leverPopoverId, releaseLever } from './leverActs';

/** Letting go of the lever asks for a reason, which stands in the audit; what it stops is listed above. */
export function LeverPopover(): ReactNode {
  const text = useText();
  const language = useLanguage();
  const lever = useConsole(selectLever);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const form = event.currentTarget;
    const reason = new FormData(form).get('reason');
    const answer = await releaseLever(typeof reason === 'string' ? reason : '');
    setRefusal(answer.ok ? null : answer.refusal);
    if (!answer.ok) return;
    form.reset();
    closePopover(leverPopoverId);
  };
  return (
    <div
      className="popover lever-popover"
      popover="auto"
      id={leverPopoverId}
      onToggle={({ currentTarget, newState }) => {
        if (newState === 'open') currentTarget.querySelector('input')?.focus();
        else setRefusal(null);
      }}
    >
      <h2>{text('lever.release')}</h2>
      <ul className="lever-members">
        {(lever?.members ?? []).map(({ id, name, running }) => (
          <li key={id}>
            <span>{name[language]}</span>
            <span className="num soft">{text(running > 0 ? 'lever.running' : 'lever.none', { count: running })}</span>
          </li>
        ))}
      </ul>
      <form className="lever-form" onSubmit={(event) => void submit(event)}>
        <label>
          <span className="soft">{text('lever.reason')}</span>
          <input
            className="field-input"
            name="reason"
            required
            minLength={protectionReasonCharactersMin}
            maxLength={protectionReasonCharactersMax}
            placeholder={text('reason.hint', { count: protectionReasonCharactersMin })}
            autoComplete="off"
          />
        </label>
        <RefusalLine refusal={refusal} />
        <button type="submit" className="button action">
          {text('lever.release')}
        </button>
      </form>
    </div>
  );
}
