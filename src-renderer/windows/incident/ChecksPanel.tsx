import type { ReactNode } from 'react';
import type { CheckRun } from '../../../contract/diagnosis';
import { checkRuns, checksDone } from '../../diagnosis/checkRuns';
import { selectChecks } from '../../diagnosis/selectDiagnosis';
import { otherLanguage, textOf } from '../../i18n/text';
import { useLanguage, useText } from '../../i18n/useText';
import { nodeNameOf } from '../../incidents/seriesName';
import { stepFocus } from '../../incidents/stepFocus';
import { useConsole } from '../../state/windowConsole';
import { Panel } from '../../ui/Panel';
import { CheckRow } from './CheckRow';
import type { IncidentPartProps } from './IncidentBody';
import './checks.css';

/** What was looked into by itself and by people, in the runbook's order: the conclusion first, questions answered where they stand. */
export function ChecksPanel({ workspace, incident }: IncidentPartProps): ReactNode {
  const text = useText();
  const language = useLanguage();
  const runs = checkRuns(useConsole(selectChecks), incident.id);
  const { done, all } = checksDone(runs);
  const nameOf = ({ name, node }: CheckRun): string =>
    node === null ? name[language] : `${name[language]} · ${nodeNameOf(workspace, node, language)}`;
  return (
    <Panel
      className={runs.length === 0 ? 'checks-panel empty' : 'checks-panel'}
      title={text('checks.title')}
      second={<span className="english-second">{textOf(otherLanguage(language))('checks.title')}</span>}
      side={all > 0 && <span className="num">{text('checks.count', { done, all })}</span>}
    >
      {runs.length === 0 ? (
        <p className="faint">{text(incident.phase === 'resolved' ? 'checks.none' : 'checks.noneYet')}</p>
      ) : (
        <div className="check-runs" onKeyDown={(event) => stepFocus(event, '.check-answer')}>
          {runs.map((run) => (
            <section key={run.runbookId} className="check-run" data-runbook={run.runbookId} data-phase={run.phase}>
              <h3 className="check-run-head">
                <span className="strong">{nameOf(run)}</span> <span className="soft">{text(`checks.phase.${run.phase}`)}</span>
              </h3>
              {run.conclusion !== null && <p className="check-conclusion">{run.conclusion[language]}</p>}
              <ol>
                {run.checks.map((check) => (
                  <CheckRow
                    key={check.id}
                    incidentId={incident.id}
                    runbookId={run.runbookId}
                    check={check}
                    answer={incident.answers.find((each) => each.runbookId === run.runbookId && each.checkId === check.id)}
                    timeZone={workspace.timeZone}
                  />
                ))}
              </ol>
            </section>
          ))}
        </div>
      )}
    </Panel>
  );
}

/** The window's Q: the first question that waits, else one that can still be answered. */
export function goToQuestion(): void {
  const waiting = document.querySelector<HTMLElement>('.check-row.waiting .check-answer');
  (waiting ?? document.querySelector<HTMLElement>('.check-answer'))?.focus();
}
