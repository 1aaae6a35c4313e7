import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { useText } from '../../i18n/useText';
import { selectMayOperate } from '../../ui/alerts/selectAlerts';
import { RefusalLine } from '../../ui/alerts/RefusalLine';
import { lastRefusal } from '../../ui/ask';
import { selectSession } from '../../ui/people/selectPeople';
import { openPopover, popoverIds } from '../../ui/header/popovers';
import { isOn } from '../../protection/inForce';
import { useConsole } from '../../state/windowConsole';
import { actName } from './actName';
import { footActs, type ActContext, type FootAct } from './footActs';
import { FootBar } from './FootBar';
import { footState } from './footState';
import { HoldButton } from './HoldButton';
import { keyName } from './keyName';
import { MainButton } from './MainButton';
import type { Hold } from './useHold';

/** What is going on, what can be done about it now, and at the bottom right the one button that matters. */
export function PlanFoot({ context, hold }: { readonly context: ActContext; readonly hold: Hold }): ReactNode {
  const text = useText();
  const { refusal } = useStore(lastRefusal);
  const mayOperate = useConsole(selectMayOperate);
  const state = footState(context.subject, context.windowId);
  const acts = footActs(context);
  const holds = state.kind === 'armed' || state.kind === 'held';
  return (
    <footer className="plan-foot" data-foot={state.kind}>
      <div className="foot-left">
        <FootBar state={state} acts={acts} />
        {refusal !== null ? (
          <RefusalLine refusal={refusal} />
        ) : mayOperate ? (
          <p className="foot-hint soft">{hintOf(state.kind)}</p>
        ) : (
          <p className="foot-role">
            <span>{text('plan.needsOperate')}</span>
            <button type="button" className="button" onClick={() => openPopover(popoverIds.person)}>
              {text('silence.signIn')} <span className="keycap">P</span>
            </button>
          </p>
        )}
        <FootKeys acts={acts} holds={holds} />
      </div>
      <div className="foot-right">
        {holds && 'sheet' in state ? <HoldButton sheet={state.sheet} hold={hold} /> : <MainButton state={state} acts={acts} />}
        <FootWho context={context} />
      </div>
    </footer>
  );

  function hintOf(kind: typeof state.kind): string {
    if (state.kind === 'execution' && !isOn(state.execution)) return text('hint.over');
    return text(`hint.${kind}`);
  }
}

/** The keys that count now, and the lever's, which always does. */
function FootKeys({ acts, holds }: { readonly acts: readonly FootAct[]; readonly holds: boolean }): ReactNode {
  const text = useText();
  return (
    <p className="foot-keys soft" data-drops-whole="">
      {holds && (
        <span>
          {text('plan.key.hold')} <span className="keycap">{text('key.space')}</span>
        </span>
      )}
      {acts.map((act) => (
        <button key={act.id} type="button" className="foot-key" data-act={act.id} onClick={act.run}>
          {actName(act)} <span className="keycap">{keyName(act.key, text)}</span>
        </button>
      ))}
      <button type="button" className="foot-key" popoverTarget={popoverIds.menu}>
        {text('act.keys')} <span className="keycap">?</span>
      </button>
    </p>
  );
}

/** Who does it and who agreed; opens where to sign in and out. */
function FootWho({ context: { subject } }: { readonly context: ActContext }): ReactNode {
  const text = useText();
  const session = useConsole(selectSession);
  const { sheet, execution } = subject;
  const by = execution?.by ?? sheet?.armed?.by ?? session?.name ?? null;
  const agreed = execution?.approvedBy ?? sheet?.approval?.by ?? null;
  return (
    <button type="button" className="foot-who faint" popoverTarget={popoverIds.person}>
      {[
        by === null ? text('people.nobody') : text(execution === null ? 'who.runs' : 'who.did', { name: by }),
        ...(agreed === null ? [] : [text('consent.approved', { name: agreed })]),
      ].join(' · ')}
    </button>
  );
}
