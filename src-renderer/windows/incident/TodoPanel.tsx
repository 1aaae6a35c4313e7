import type { ReactNode } from 'react';
import type { SimilarIncident } from '../../../contract/diagnosis';
import type { WorkspaceView } from '../../../contract/state';
import { confidenceText } from '../../diagnosis/confidence';
import { selectSimilar } from '../../diagnosis/selectDiagnosis';
import { otherLanguage, textOf } from '../../i18n/text';
import { useLanguage, useText } from '../../i18n/useText';
import { stepFocus } from '../../incidents/stepFocus';
import { openBoard } from '../../protection/planActs';
import { RecommendedPlans } from '../../protection/RecommendedPlans';
import { useRecommendedFor } from '../../protection/useRecommended';
import '../../protection/protection.css';
import { useConsole } from '../../state/windowConsole';
import { openIncident } from '../../ui/actions';
import { formatDate, formatDuration, formatTimeOfDay } from '../../ui/format';
import { Panel } from '../../ui/Panel';
import type { IncidentPartProps } from './IncidentBody';
import './todo.css';

const nothing: readonly SimilarIncident[] = [];

/** What to do: what helped when it was like this before, and the plans, as far as there are any. */
export function TodoPanel({ workspace, incident }: IncidentPartProps): ReactNode {
  const text = useText();
  const language = useLanguage();
  const plans = useRecommendedFor(incident);
  const similar = useConsole(selectSimilar)[incident.id] ?? nothing;
  return (
    <Panel
      className="todo-panel"
      title={text('todo.title')}
      second={<span className="english-second">{textOf(otherLanguage(language))('todo.title')}</span>}
      side={
        <button type="button" className="board-open" title={`${text('board.title')} (K)`} onClick={openBoard}>
          {text('board.title')} <span className="keycap">K</span>
        </button>
      }
    >
      <RecommendedPlans plans={plans} isOver={incident.phase === 'resolved'} />
      {similar.length > 0 && <p className="faint todo-similar">{text('todo.similar')}</p>}
      {similar.length > 0 && (
        <ol className="similar-rows" onKeyDown={(event) => stepFocus(event, 'button')}>
          {similar.map((each) => (
            <SimilarRow key={each.incidentId} workspace={workspace} similar={each} />
          ))}
        </ol>
      )}
      {similar.length === 0 && incident.phase !== 'resolved' && plans.length === 0 && (
        <p className="todo-plans soft">{text('todo.noSimilar')}</p>
      )}
    </Panel>
  );
}

function SimilarRow({ workspace, similar }: { readonly workspace: WorkspaceView; readonly similar: SimilarIncident }): ReactNode {
  const text = useText();
  const language = useLanguage();
  const { incidentId, headline, startedAt, tookMs, alike, same, cause, helped } = similar;
  const { timeZone } = workspace;
  return (
    <li>
      <button type="button" className="similar-row" data-similar={incidentId} onClick={() => openIncident(incidentId)}>
        <span className="similar-head">
          <span className="similar-headline">{headline[language]}</span>
          <span className="num soft">{text('todo.alike', { alike: confidenceText(alike) })}</span>
        </span>
        <span className="num faint">
          {[
            `${formatDate(startedAt, timeZone)} ${formatTimeOfDay(startedAt, timeZone)}`,
            tookMs === null ? text('todo.notOver') : text('todo.took', { took: formatDuration(tookMs) }),
            ...same.map((each) => text(`todo.same.${each}`)),
            ...(cause === null ? [] : [`${text('cause.title')} ${cause[language]}`]),
          ].join(' · ')}
        </span>
        {helped.length > 0 && (
          <span className="similar-helped">
            {text('todo.helped', {
              helped: helped
                .map(({ at, by, what }) =>
                  [formatTimeOfDay(at, timeZone), what[language], ...(by === null ? [] : [by])].join(' '),
                )
                .join(text('link.stop')),
            })}
          </span>
        )}
      </button>
    </li>
  );
}
