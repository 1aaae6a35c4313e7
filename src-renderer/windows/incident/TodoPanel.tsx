import type { ReactNode } from 'react';
import type { SimilarIncident } from '../../../contract/diagnosis';
import type { WorkspaceView } from '../../../contract/state';
import { confidenceText } from '../../diagnosis/confidence';
import { selectSimilar } from '../../diagnosis/selectDiagnosis';
import { otherLanguage, textOf } from '../../i18n/text';
import { useLanguage, useText } from '../../i18n/useText';
import { stepFocus } from '../../incidents/stepFocus';
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
  const similar = useConsole(selectSimilar)[incident.id] ?? nothing;
  return (
    <Panel
      className="todo-panel"
      title={text('todo.title')}
      second={<span className="english-second">{textOf(otherLanguage(language))('todo.title')}</span>}
      side={similar.length > 0 && text('todo.similar')}
    >
      {similar.length > 0 && (
        <ol className="similar-rows" onKeyDown={(event) => stepFocus(event, 'button')}>
          {similar.map((each) => (
            <SimilarRow key={each.incidentId} workspace={workspace} similar={each} />
          ))}
        </ol>
      )}
      <p className="todo-plans soft">
        {similar.length === 0 && incident.phase !== 'resolved' && `${text('todo.noSimilar')} · `}
        {text('todo.plans')}
      </p>
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
