import type { ReactNode } from 'react';
import { causeLine } from '../../diagnosis/causeLine';
import { useLanguage, useText } from '../../i18n/useText';
import { GradePlate } from '../../incidents/GradePlate';
import { isTrouble } from '../../incidents/incidentOrder';
import { commonName, incidentWords } from '../../incidents/incidentWords';
import { openIncident } from '../../ui/actions';
import { formatDuration, formatOrders } from '../../ui/format';
import type { IncidentProps } from './LeadingIncident';

/** One of the others: grade, headline, what is known of it, and how long it lasts. */
export function IncidentRow({ incident, diagnosis, workspace, roomAt }: IncidentProps): ReactNode {
  const text = useText();
  const language = useLanguage();
  const { id, grade, headline, raisedAt, cost } = incident;
  const common = commonName(incident, workspace, language);
  const cause = causeLine(diagnosis, language);
  const words = [
    ...(cause === null ? [] : [cause]),
    ...(cost === null ? [] : [text('incident.costNow', { orders: formatOrders(cost.perMinute, language) })]),
    ...(common === '' ? [] : [common]),
    ...incidentWords(incident, text, workspace.timeZone, roomAt),
  ];
  return (
    <li className="incident-row">
      <button
        type="button"
        className="incident-open"
        data-incident={id}
        data-grade={grade}
        title={text('incident.open')}
        onClick={() => openIncident(id)}
      >
        <GradePlate grade={grade} size="small" quiet={!isTrouble(incident)} />
        <span className="incident-words">
          <span className="incident-name">{headline[language]}</span>
          {words.length > 0 && <span className="faint num">{words.join(' · ')}</span>}
        </span>
        <span className="num incident-lasts">{formatDuration(roomAt - raisedAt)}</span>
      </button>
    </li>
  );
}
