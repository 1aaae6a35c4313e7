import type { ReactNode } from 'react';
import type { Countdown, Execution, PlanSheet } from '../../../contract/protection';
import { useText } from '../../i18n/useText';
import { leftOf } from '../../state/arrivals';
import { useMonotonicTick } from '../../state/useMonotonicTick';
import { HealthGlyph } from '../../ui/glyphs/HealthGlyph';
import { LampGlyph, type Lamp } from '../../ui/glyphs/LampGlyph';
import { executionLamps, executionSaid } from '../../protection/executionSaid';
import type { FootAct } from './footActs';
import type { FootState } from './footState';
import { ReasonField } from './ReasonField';

/** One line: how it stands, with its countdown drawn along the lower edge. */
export function FootBar({ state, acts }: { readonly state: FootState; readonly acts: readonly FootAct[] }): ReactNode {
  const text = useText();
  switch (state.kind) {
    case 'unknown':
      return <Bar lamp="unknown" said={text('foot.unknown')} />;
    case 'reading':
      return <Bar lamp="waiting" said={text('foot.reading')} />;
    case 'sent':
      return <Bar lamp="waiting" said={text('foot.sent')} />;
    case 'stale':
    case 'failed':
      return (
        <div className="foot-bar" role="status">
          <HealthGlyph health={state.kind === 'stale' ? 'watch' : 'broken'} size={20} />
          <span>
            <span className="strong">{text(`foot.${state.kind}`)}</span> {state.sheet.why}
          </span>
        </div>
      );
    case 'needsReason':
    case 'needsSecond':
    case 'ready':
      return (
        <div className="foot-bar">
          <LampGlyph lamp={state.kind === 'ready' ? 'target' : 'waiting'} size={20} />
          <span className="strong foot-said">{text(`foot.${state.kind}`)}</span>
          <ReasonField sheet={state.sheet} isNeeded={state.kind === 'needsReason'} />
        </div>
      );
    case 'armed':
    case 'armedElsewhere':
    case 'held':
      return (
        <Bar lamp="target" said={text(`foot.${state.kind}`, { name: state.sheet.armed?.by ?? '' })}>
          {state.sheet.armed !== null && state.kind !== 'held' && (
            <Counting countdown={state.sheet.armed.left} holder={state.sheet} said="foot.armedLeft" everyMs={500} />
          )}
        </Bar>
      );
    case 'undo':
      return (
        <Bar lamp="waiting" said={text('foot.undo')}>
          {state.sheet.undo !== null && (
            <Counting countdown={state.sheet.undo} holder={state.sheet} said="foot.undoLeft" everyMs={50} />
          )}
          {acts.map((act) => (
            <button key={act.id} type="button" className="button" data-bar-act={act.id} onClick={act.run}>
              {text('plan.act.undo')} <span className="keycap">Z</span>
            </button>
          ))}
        </Bar>
      );
    case 'execution':
      return <Bar lamp={executionLamps[state.execution.phase]} said={executionSaid(state.execution, text)} />;
  }
}

function Bar({ lamp, said, children }: { readonly lamp: Lamp; readonly said: string; readonly children?: ReactNode }): ReactNode {
  return (
    <div className="foot-bar" role="status">
      <LampGlyph lamp={lamp} size={20} />
      <span className="strong foot-said">{said}</span>
      {children}
    </div>
  );
}

function Counting({
  countdown,
  holder,
  said,
  everyMs,
}: {
  readonly countdown: Countdown;
  readonly holder: PlanSheet | Execution;
  readonly said: 'foot.armedLeft' | 'foot.undoLeft';
  readonly everyMs: number;
}): ReactNode {
  const text = useText();
  const now = useMonotonicTick(everyMs);
  const leftMs = leftOf(countdown, holder, now);
  const seconds = said === 'foot.undoLeft' ? (leftMs / 1_000).toFixed(1) : Math.ceil(leftMs / 1_000);
  return (
    <>
      <span className="foot-left-time num">{text(said, { seconds })}</span>
      <i className="foot-left-bar" style={{ width: `${(100 * leftMs) / Math.max(1, countdown.ofMs)}%` }} aria-hidden="true" />
    </>
  );
}
