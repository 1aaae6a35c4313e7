import type { ReactNode } from 'react';
import type { Diagnosis } from '../../../contract/diagnosis';
import type { Incident, IncidentCost } from '../../../contract/incidents';
import type { WorkspaceView } from '../../../contract/state';
import { causeLine } from '../../diagnosis/causeLine';
import { diagnosisState } from '../../diagnosis/diagnosisState';
import { useLanguage, useText } from '../../i18n/useText';
import { GradePlate } from '../../incidents/GradePlate';
import { isGrave, isTrouble, wantsSomebody } from '../../incidents/incidentOrder';
import { commonName, incidentWords } from '../../incidents/incidentWords';
import { metricNameOf } from '../../incidents/seriesName';
import { openIncident } from '../../ui/actions';
import { absent, formatChange, formatDuration, formatOrders } from '../../ui/format';

export interface IncidentProps {
  readonly incident: Incident;
  /** Undefined while nobody has looked for its cause. */
  readonly diagnosis: Diagnosis | undefined;
  readonly workspace: WorkspaceView;
  readonly roomAt: number;
}

/** The gravest one: what, since when, what its alarms have in common, what it costs, why, and who is on it. */
export function LeadingIncident({ incident, diagnosis, workspace, roomAt }: IncidentProps): ReactNode {
  const text = useText();
  const language = useLanguage();
  const { grade, headline, raisedAt, cost, alarmCount, id } = incident;
  const common = commonName(incident, workspace, language);
  const cause = causeLine(diagnosis, language);
  const words = incidentWords(incident, text, workspace.timeZone, roomAt);
  const isLit = isGrave(incident) && isTrouble(incident);
  const pulses = isLit && wantsSomebody(incident, roomAt);
  return (
    <li className={`leading-incident${isLit ? ' grave' : ''}${pulses ? ' pulses' : ''}`}>
      <button
        type="button"
        className="incident-open"
        data-incident={id}
        data-grade={grade}
        title={text('incident.open')}
        onClick={() => openIncident(id)}
      >
        <span className="leading-head">
          <GradePlate grade={grade} size="card" quiet={!isTrouble(incident)} />
          <span className="leading-headline">{headline[language]}</span>
          <span className="leading-since">
            <span className="faint since-word">{text('incident.sinceAlarm')}</span>
            <span className="num">{formatDuration(roomAt - raisedAt)}</span>
          </span>
        </span>
        <span className="leading-fact">
          <span className="faint">{text('incident.common')}</span>
          <span data-part="common">{common === '' ? absent : common}</span>
          <span className="leading-folded num">{text('incident.foldedCount', { count: alarmCount })}</span>
        </span>
        <span className="leading-fact">
          <span className="faint">{text('incident.impact')}</span>
          <span className="num" data-part="cost">
            {cost === null ? text('incident.impactNone') : impactText(cost)}
          </span>
        </span>
        {cause !== null && (
          <span className="leading-cause num" data-part="cause" data-state={diagnosisState(diagnosis)}>
            {cause}
          </span>
        )}
        {words.length > 0 && <span className="incident-state">{words.join(' · ')}</span>}
      </button>
    </li>
  );

  function impactText({ metricId, share, perMinute, soFar }: IncidentCost): string {
    return [
      `${metricNameOf(workspace, metricId, language)} ${formatChange(-share)}`,
      text('incident.costNow', { orders: formatOrders(perMinute, language) }),
      text('incident.costSoFar', { orders: formatOrders(soFar, language) }),
    ].join(' · ');
  }
}
