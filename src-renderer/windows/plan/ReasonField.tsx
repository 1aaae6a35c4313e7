import { useState, type KeyboardEvent, type ReactNode } from 'react';
import { protectionReasonCharactersMax, protectionReasonCharactersMin, type PlanSheet } from '../../../contract/protection';
import { useText } from '../../i18n/useText';
import { ask } from '../../ui/ask';
import { reasonFieldId } from './footActs';

/** Why it is done: stands in the audit and beside the lease. Taken when the field is left or with Enter; Esc leaves it as it was. */
export function ReasonField({ sheet, isNeeded }: { readonly sheet: PlanSheet; readonly isNeeded: boolean }): ReactNode {
  const text = useText();
  const [draft, setDraft] = useState<string | null>(null);
  const take = (): void => {
    if (draft !== null && draft.trim() !== sheet.reason) void ask('plan.setReason', { planId: sheet.planId, reason: draft });
    setDraft(null);
  };
  const press = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Enter') take();
    else setDraft(null);
    event.currentTarget.blur();
  };
  return (
    <label className="reason-field" data-needed={isNeeded}>
      <span className={isNeeded ? 'strong' : 'soft'}>{text('reason.title')}</span>
      <input
        id={reasonFieldId}
        className="field-input"
        value={draft ?? sheet.reason}
        maxLength={protectionReasonCharactersMax}
        placeholder={text(isNeeded ? 'reason.hint' : 'reason.optional', { count: protectionReasonCharactersMin })}
        autoComplete="off"
        onChange={({ target }) => setDraft(target.value)}
        onBlur={take}
        onKeyDown={press}
      />
    </label>
  );
}
