import type { ReactNode } from 'react';
import type { WorkspaceView } from '../../../contract/state';
import { useLanguage, useText } from '../../i18n/useText';
import { stepFocus } from '../../incidents/stepFocus';
import { executionLamps } from '../../protection/executionSaid';
import { inForceFirst, lately, wantsDecision } from '../../protection/inForce';
import { openSheet } from '../../protection/planActs';
import { selectExecutions } from '../../protection/selectProtection';
import { useConsole } from '../../state/windowConsole';
import { formatTimeOfDay } from '../../ui/format';
import { LampGlyph } from '../../ui/glyphs/LampGlyph';
import { Panel } from '../../ui/Panel';
import { InForceCard } from './InForceCard';

/** Ended ones that stay in one line below. */
const latelyMax = 4;

/** What is on, what waits for a person on top; below it in one line what ended lately. */
export function InForcePanel({ workspace }: { readonly workspace: WorkspaceView }): ReactNode {
  const text = useText();
  const language = useLanguage();
  const executions = useConsole(selectExecutions);
  const on = inForceFirst(executions);
  const open = on.filter(wantsDecision).length;
  const over = lately(executions).slice(0, latelyMax);
  return (
    <Panel
      className="in-force-panel"
      title={text('board.inForce')}
      second={text('board.inForceNote')}
      side={
        <span className="num">
          {[text('inForce.line', { count: on.length }), ...(open === 0 ? [] : [text('inForce.decide', { count: open })])].join(
            ' · ',
          )}
        </span>
      }
    >
      {on.length === 0 ? (
        <p className="in-force-none">
          <LampGlyph lamp="agrees" size={20} />
          {text('board.nothing')}
        </p>
      ) : (
        <ol className="in-force-list" onKeyDown={(event) => stepFocus(event, '.in-force-open')}>
          {on.map((execution) => (
            <InForceCard key={execution.id} execution={execution} workspace={workspace} />
          ))}
        </ol>
      )}
      {over.length > 0 && (
        <ul className="lately">
          <li className="faint">{text('board.lately')}</li>
          {over.map(({ id, name, phase, phaseAt, cause }) => (
            <li key={id}>
              <button type="button" className="lately-open" data-execution={id} data-phase={phase} onClick={() => openSheet(id)}>
                <LampGlyph lamp={executionLamps[phase]} size={16} />
                <span>{name[language]}</span>
                <span className="num faint">
                  {[
                    text(`phaseShort.${phase}`),
                    formatTimeOfDay(phaseAt, workspace.timeZone),
                    ...(cause === null ? [] : [text(`cause.end.${cause}`)]),
                  ].join(' · ')}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
