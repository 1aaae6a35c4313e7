import { useState, type FormEvent, type ReactNode } from 'react';
import { protectionReasonCharactersMax, protectionReasonCharactersMin, type PlanSheet } from '../../../contract/protection';
import type { Refusal } from '../../../contract/result';
import { useText } from '../../i18n/useText';
import { RefusalLine } from '../../ui/alerts/RefusalLine';
import { closePopover } from '../../ui/header/popovers';
import { PeopleForm } from '../../ui/people/PeopleForm';
import { clearPassphrases } from '../../ui/people/takeFields';
import { glassPopoverId, secondPopoverId } from './footActs';

/** A second person at this keyboard. Nobody is signed in or out by it; what they agree to is exactly what the sheet shows. */
export function SecondPerson({ sheet: { planId, digest } }: { readonly sheet: PlanSheet }): ReactNode {
  const text = useText();
  return (
    <div
      className="popover consent-popover"
      popover="auto"
      id={secondPopoverId}
      onToggle={({ currentTarget, newState }) => {
        if (newState === 'closed') clearPassphrases(currentTarget);
        else currentTarget.querySelector('input')?.focus();
      }}
    >
      <h2>{text('consent.second')}</h2>
      <p className="soft">{text('consent.secondNote')}</p>
      <PeopleForm
        fields={['name', 'passphrase']}
        button={text('consent.agree')}
        makesNew={false}
        send={({ name, passphrase }) => window.highnoon.ask('plan.approve', { planId, digest, name, passphrase })}
        done={() => closePopover(secondPopoverId)}
      />
    </div>
  );
}

/** Without a second person: the reason stands in the audit and on every screen. */
export function BreakGlass({ sheet: { planId, digest } }: { readonly sheet: PlanSheet }): ReactNode {
  const text = useText();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const form = event.currentTarget;
    const reason = new FormData(form).get('reason');
    const answer = await window.highnoon.ask('plan.breakGlass', {
      planId,
      digest,
      reason: typeof reason === 'string' ? reason : '',
    });
    setRefusal(answer.ok ? null : answer.refusal);
    if (!answer.ok) return;
    form.reset();
    closePopover(glassPopoverId);
  };
  return (
    <div
      className="popover consent-popover"
      popover="auto"
      id={glassPopoverId}
      onToggle={({ currentTarget, newState }) => {
        if (newState === 'open') currentTarget.querySelector('input')?.focus();
        else setRefusal(null);
      }}
    >
      <h2>{text('consent.glassTitle')}</h2>
      <p className="soft">{text('consent.glassNote')}</p>
      <form className="people-form" onSubmit={(event) => void submit(event)}>
        <label className="people-field">
          <span>{text('reason.title')}</span>
          <input
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
          {text('consent.glassDo')}
        </button>
      </form>
    </div>
  );
}
