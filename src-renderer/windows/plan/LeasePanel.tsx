import type { ReactNode } from 'react';
import type { Execution, Lease } from '../../../contract/protection';
import { otherLanguage, textOf } from '../../i18n/text';
import { useLanguage, useText } from '../../i18n/useText';
import { LeaseFacts } from '../../protection/LeaseFacts';
import { LeaseSteps } from '../../protection/LeaseSteps';
import { Panel } from '../../ui/Panel';
import type { PlanPartProps } from './PlanWindow';

/** What is in force, until when, in whose name, and the steps it is released in. */
export function LeasePanel({
  execution,
  lease,
  workspace,
}: PlanPartProps & { readonly execution: Execution; readonly lease: Lease }): ReactNode {
  const text = useText();
  const language = useLanguage();
  return (
    <Panel
      className="lease-panel"
      title={text('lease.title')}
      second={<span className="english-second">{textOf(otherLanguage(language))('lease.title')}</span>}
      side={lease.owner}
    >
      <LeaseFacts execution={execution} lease={lease} timeZone={workspace.timeZone} />
      <LeaseSteps execution={execution} lease={lease} hasKeys />
    </Panel>
  );
}
