import type { ReactNode } from 'react';
import type { Incident } from '../../../contract/incidents';
import type { WorkspaceView } from '../../../contract/state';
import { useLanguage, useText } from '../../i18n/useText';
import { GradePlate } from '../../incidents/GradePlate';
import { isGrave, isTrouble, wantsSomebody } from '../../incidents/incidentOrder';
import { commonName, incidentWords } from '../../incidents/incidentWords';
import { metricNameOf } from '../../incidents/seriesName';
import { openIncident } from '../../ui/actions';
import { formatDuration, formatOrders, formatShare } from '../../ui/format';

export interface IncidentProps {
  readonly incident: Incident;
  readonly workspace: WorkspaceView;
  readonly roomAt: number;
}

/** The gravest one: what, since when, what its alarms have in common, what it costs, and who is on it. */
export function LeadingIncident({ incident, workspace, roomAt }: IncidentProps): ReactNode {
  const text = useText();
  const language = useLanguage();
  const { grade, headline, raisedAt, cost, alarmCount, id } = incident;
  const common = commonName(incident, workspace, language);
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
        {common !== '' && (
          <span className="leading-fact">
            <span className="faint">{text('incident.common')}</span>
            <span data-part="common">{common}</span>
          </span>
        )}
        <span className="leading-fact">
          <span className="faint">{text('incident.impact')}</span>
          <span>
            {cost === null
              ? text('incident.impactNone', { count: alarmCount })
              : text('incident.impactLoss', {
                  metric: metricNameOf(workspace, cost.metricId, language),
                  share: formatShare(cost.share),
                  count: alarmCount,
                })}
          </span>
        </span>
        <span className="leading-foot">
          {cost !== null && (
            <span className="num leading-cost" data-part="cost">
              {text('incident.costNow', { orders: formatOrders(cost.perMinute, language) })}
              <span className="soft"> · {text('incident.costSoFar', { orders: formatOrders(cost.soFar, language) })}</span>
            </span>
          )}
          {words.length > 0 && <span className="incident-state">{words.join(' · ')}</span>}
        </span>
      </button>
    </li>
  );
}
