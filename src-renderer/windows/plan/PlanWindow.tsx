import { useEffect, useMemo, useState, type ReactNode } from 'react';
import type { WorkspaceView } from '../../../contract/state';
import { useText } from '../../i18n/useText';
import { isOn } from '../../protection/inForce';
import { selectExecutions, selectSheets, selectSwitches } from '../../protection/selectProtection';
import '../../protection/protection.css';
import { selectWorkspace } from '../../state/selectWorkspace';
import { useConsole } from '../../state/windowConsole';
import { AboutPanel } from './AboutPanel';
import { BlastPanel } from './BlastPanel';
import { CautionPanel } from './CautionPanel';
import { EffectPanel } from './EffectPanel';
import { LampsPanel } from './LampsPanel';
import { LeasePanel } from './LeasePanel';
import { PlanFoot } from './PlanFoot';
import { PlanHeader } from './PlanHeader';
import { PlanKeys } from './PlanKeys';
import { isShort, type PlanSubject } from './planSubject';
import { BreakGlass, SecondPerson } from './Consent';
import { SendPanel } from './SendPanel';
import { usePlanKeys } from './usePlanKeys';
import { useHold } from './useHold';
import { WayBackPanel } from './WayBackPanel';

export interface PlanPartProps {
  readonly subject: PlanSubject;
  readonly workspace: WorkspaceView;
}

/** How long the first of two presses for taking back waits for the second. */
const revertAskedMs = 4_000;

/** One plan: read, armed, held, undone or sent, read back, verified, released. The same window from the first look to the last release. */
export function PlanWindow(): ReactNode {
  const text = useText();
  const [{ windowId, subject: opened }] = useState(() => window.highnoon.identity());
  // Another value of a parameter makes another sheet: the window goes on with that one.
  const [planId, setPlanId] = useState(opened ?? '');
  const [isReverting, setReverting] = useState(false);
  const workspace = useConsole(selectWorkspace);
  const sheet = useConsole(selectSheets)[planId] ?? null;
  const execution = useConsole(selectExecutions)[planId] ?? null;
  const switches = useConsole(selectSwitches);
  const subject = useMemo<PlanSubject>(() => ({ planId, sheet, execution, switches }), [planId, sheet, execution, switches]);
  const hold = useHold(sheet);
  const context = { subject, windowId, isReverting, setReverting };
  usePlanKeys(context, hold);
  useEffect(() => {
    if (!isReverting) return undefined;
    const timer = window.setTimeout(() => setReverting(false), revertAskedMs);
    return () => window.clearTimeout(timer);
  }, [isReverting]);
  const part = workspace === null ? null : { subject, workspace };
  return (
    <main
      className="plan-window"
      data-plan={planId}
      data-phase={execution?.phase ?? sheet?.phase ?? ''}
      data-sent={execution !== null}
    >
      <PlanHeader subject={subject} workspace={workspace} />
      {part === null || (sheet === null && execution === null) ? (
        <section className="panel plan-gone">
          <p className="strong">{text('plan.gone', { id: planId })}</p>
        </section>
      ) : (
        <div className="plan-body">
          <div className="plan-left">
            <SendPanel {...part} onPrepared={setPlanId} />
            <LampsPanel {...part} />
            {isShort(subject) && <AboutPanel {...part} />}
          </div>
          <div className="plan-right">
            {execution !== null && execution.effect !== null ? (
              <EffectPanel {...part} effect={execution.effect} execution={execution} />
            ) : (
              <BlastPanel {...part} />
            )}
            {execution !== null && execution.lease !== null && (
              <LeasePanel {...part} execution={execution} lease={execution.lease} />
            )}
            <CautionPanel {...part} />
            {(execution === null || isOn(execution)) && <WayBackPanel {...part} />}
          </div>
        </div>
      )}
      <PlanFoot context={context} hold={hold} />
      {sheet !== null && <SecondPerson sheet={sheet} />}
      {sheet !== null && <BreakGlass sheet={sheet} />}
      <PlanKeys context={context} />
    </main>
  );
}
