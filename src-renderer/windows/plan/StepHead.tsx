import type { ReactNode } from 'react';
import { useLanguage, useText } from '../../i18n/useText';
import { formatAge } from '../../ui/format';
import type { PlanSubject } from './planSubject';

/** Above the switches of a step, where there is something to say of it: its name, what it waits for, how it stands. */
export function StepHead({ subject, stepId }: { readonly subject: PlanSubject; readonly stepId: string }): ReactNode {
  const text = useText();
  const language = useLanguage();
  const step = subject.sheet?.steps.find(({ id }) => id === stepId);
  const done = subject.execution?.steps.find(({ id }) => id === stepId);
  const name = step?.name ?? done?.name ?? null;
  const state = done === undefined || done.state === 'due' ? null : text(`step.state.${done.state}`);
  const why = done?.why ?? null;
  const said = [
    ...(name === null ? [] : [name[language]]),
    ...(step !== undefined && step.waitMs > 0 ? [text('step.waits', { wait: formatAge(step.waitMs, language) })] : []),
    ...(step === undefined || step.onFailure === 'back' ? [] : [text(`step.onFailure.${step.onFailure}`)]),
  ];
  if (said.length === 0 && state === null) return null;
  return (
    <tr className="step-head" data-step={stepId} data-state={done?.state ?? ''}>
      <td />
      <td colSpan={6}>
        <span className="faint">{said.join(' · ')}</span>
        {state !== null && <span className="step-state">{[state, ...(why === null ? [] : [why])].join(' · ')}</span>}
      </td>
    </tr>
  );
}
