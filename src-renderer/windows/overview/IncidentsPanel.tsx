import type { ReactNode } from 'react';
import type { Incident } from '../../../contract/incidents';
import type { WorkspaceView } from '../../../contract/state';
import { selectDiagnoses } from '../../diagnosis/selectDiagnosis';
import { otherLanguage, textOf } from '../../i18n/text';
import { useLanguage, useText } from '../../i18n/useText';
import { DetectionLine } from '../../incidents/DetectionLine';
import { incidentsOffer } from '../../incidents/incidentsOffer';
import { openIncidents, resolvedToday } from '../../incidents/incidentOrder';
import { pressIncident } from '../../incidents/pressIncident';
import { selectIncidents } from '../../incidents/selectIncidents';
import { useRoomTick } from '../../state/useRoomTick';
import { useConsole } from '../../state/windowConsole';
import { openIncidentList } from '../../ui/actions';
import { formatTimeOfDay } from '../../ui/format';
import { ToolGlyph } from '../../ui/glyphs/ToolGlyph';
import { Panel } from '../../ui/Panel';
import { IncidentRow } from './IncidentRow';
import { LeadingIncident } from './LeadingIncident';

/** More than any screen shows; those that do not fit whole are not drawn at all, and the list of today has them. */
const rowsMax = 12;

/** One incident instead of an alarm storm: the gravest as a card, the others as rows, what is over in one line. Calm: what is watched. */
export function IncidentsPanel({ workspace }: { workspace: WorkspaceView }): ReactNode {
  const text = useText();
  const language = useLanguage();
  const incidents = useConsole(selectIncidents);
  const diagnoses = useConsole(selectDiagnoses);
  const roomAt = useRoomTick(1_000);
  const open = openIncidents(incidents);
  const resolved = resolvedToday(incidents, roomAt, workspace.timeZone);
  const [leading, ...others] = open;
  const alarms = open.reduce((sum, { alarmCount }) => sum + alarmCount, 0);
  return (
    <Panel
      className={leading === undefined ? 'incidents-panel calm' : 'incidents-panel'}
      title={text('incidents.title')}
      second={<span className="english-second">{textOf(otherLanguage(language))('incidents.title')}</span>}
      side={
        <button type="button" className="incidents-open num" title={`${text('incidents.all')} (I)`} onClick={openIncidentList}>
          {leading === undefined ? text('incidents.all') : text('incidents.folded', { alarms, incidents: open.length })}
        </button>
      }
      offer={incidentsOffer(text('incidents.title'), workspace, [...open, ...resolved])}
    >
      {leading === undefined ? (
        <Calm workspace={workspace} resolved={resolved} />
      ) : (
        <ol className="incident-list" data-drops-whole="" onKeyDown={pressIncident}>
          <LeadingIncident incident={leading} diagnosis={diagnoses[leading.id]} workspace={workspace} roomAt={roomAt} />
          {others.slice(0, rowsMax).map((incident) => (
            <IncidentRow
              key={incident.id}
              incident={incident}
              diagnosis={diagnoses[incident.id]}
              workspace={workspace}
              roomAt={roomAt}
            />
          ))}
          {resolved.length > 0 && (
            <li className="incident-row">
              <ResolvedToday resolved={resolved} timeZone={workspace.timeZone} />
            </li>
          )}
        </ol>
      )}
    </Panel>
  );
}

function Calm({ workspace, resolved }: { workspace: WorkspaceView; resolved: readonly Incident[] }): ReactNode {
  return (
    <div className="incidents-calm">
      <DetectionLine />
      {resolved.length > 0 && <ResolvedToday resolved={resolved} timeZone={workspace.timeZone} />}
    </div>
  );
}

function ResolvedToday({ resolved, timeZone }: { resolved: readonly Incident[]; timeZone: string }): ReactNode {
  const text = useText();
  const language = useLanguage();
  const [latest] = resolved;
  return (
    <button type="button" className="resolved-today" data-incident-resolved="" onClick={openIncidentList}>
      <ToolGlyph tool="tick" />
      <span className="incident-words">
        <span className="incident-name">{text('incidents.resolvedToday', { count: resolved.length })}</span>
        {latest?.resolvedAt !== undefined && latest.resolvedAt !== null && (
          <span className="faint">
            {text('incidents.latestResolved', {
              headline: latest.headline[language],
              time: formatTimeOfDay(latest.resolvedAt, timeZone),
            })}
          </span>
        )}
      </span>
      <ToolGlyph tool="chevron" />
    </button>
  );
}
