import { useState, type ReactNode } from 'react';
import { grades, mergedIntoOf, type Grade, type Incident } from '../../../contract/incidents';
import type { WorkspaceView } from '../../../contract/state';
import { useLanguage, useText } from '../../i18n/useText';
import { DetectionLine } from '../../incidents/DetectionLine';
import { GradePlate } from '../../incidents/GradePlate';
import { incidentsOfDay, isTrouble } from '../../incidents/incidentOrder';
import { incidentsOffer } from '../../incidents/incidentsOffer';
import { commonName, incidentWords } from '../../incidents/incidentWords';
import { pressIncident } from '../../incidents/pressIncident';
import { selectIncidents } from '../../incidents/selectIncidents';
import { useRoomTick } from '../../state/useRoomTick';
import { useConsole } from '../../state/windowConsole';
import { openIncident } from '../../ui/actions';
import { formatDuration, formatOrders, formatTimeOfDay } from '../../ui/format';
import { Panel } from '../../ui/Panel';
import { useShortcuts } from '../../ui/useShortcuts';
import { incidentWindowKeys } from './useIncidentShortcuts';

const phases = ['open', 'recovering', 'resolved'] as const;
type Phase = (typeof phases)[number];

/** Every incident of today, open ones first; narrowed by grade and state. Each opens its own window. */
export function IncidentDay({ workspace, unknownId }: { workspace: WorkspaceView; unknownId: string | null }): ReactNode {
  const text = useText();
  const roomAt = useRoomTick(1_000);
  const [grade, setGrade] = useState<Grade | null>(null);
  const [phase, setPhase] = useState<Phase | null>(null);
  const all = incidentsOfDay(useConsole(selectIncidents), roomAt, workspace.timeZone);
  const shown = all.filter((each) => (grade === null || each.grade === grade) && (phase === null || isIn(each, phase)));
  useShortcuts(incidentWindowKeys);
  return (
    <Panel
      className="incident-day"
      title={text('incidents.today')}
      second={text('incidents.keys')}
      side={<DetectionLine />}
      offer={incidentsOffer(text('incidents.today'), workspace, shown)}
    >
      {unknownId !== null && <p className="unknown-incident">{text('incident.unknown', { id: unknownId })}</p>}
      <div className="day-filters">
        <Filter
          name={text('incidents.filterGrade')}
          choices={grades}
          chosen={grade}
          onChoose={setGrade}
          nameOf={(each) => each}
        />
        <Filter
          name={text('incidents.filterPhase')}
          choices={phases}
          chosen={phase}
          onChoose={setPhase}
          nameOf={(each) => text(`incident.phase.${each}`)}
        />
      </div>
      {shown.length === 0 ? (
        <p className="day-none soft">{text(all.length === 0 ? 'incidents.none' : 'incidents.noneSuch')}</p>
      ) : (
        <ol className="day-rows" onKeyDown={pressIncident}>
          {shown.map((incident) => (
            <DayRow key={incident.id} incident={incident} workspace={workspace} roomAt={roomAt} />
          ))}
        </ol>
      )}
    </Panel>
  );
}

function Filter<Choice extends string>({
  name,
  choices,
  chosen,
  onChoose,
  nameOf,
}: {
  name: string;
  choices: readonly Choice[];
  chosen: Choice | null;
  onChoose: (choice: Choice | null) => void;
  nameOf: (choice: Choice) => string;
}): ReactNode {
  const text = useText();
  return (
    <div className="day-filter" role="group" aria-label={name}>
      <span className="faint">{name}</span>
      {[null, ...choices].map((choice) => (
        <button
          key={choice ?? ''}
          type="button"
          className="segment"
          aria-pressed={choice === chosen}
          onClick={() => onChoose(choice)}
        >
          {choice === null ? text('incidents.filterAll') : nameOf(choice)}
        </button>
      ))}
    </div>
  );
}

/** What was merged is neither open nor resolved: only the whole list has it. */
function isIn(incident: Incident, phase: Phase): boolean {
  return incident.phase === phase && mergedIntoOf(incident) === null;
}

function DayRow({ incident, workspace, roomAt }: { incident: Incident; workspace: WorkspaceView; roomAt: number }): ReactNode {
  const text = useText();
  const language = useLanguage();
  const { id, grade, headline, startedAt, resolvedAt, cost, alarmCount, phase } = incident;
  const common = commonName(incident, workspace, language);
  const states = incidentWords(incident, text, workspace.timeZone, roomAt);
  return (
    <li>
      <button
        type="button"
        className={mergedIntoOf(incident) === null ? 'day-open' : 'day-open merged'}
        data-incident={id}
        onClick={() => openIncident(id)}
      >
        <GradePlate grade={grade} size="card" quiet={phase === 'resolved' || !isTrouble(incident)} />
        <span className="num faint day-id">{id}</span>
        <span className="day-words">
          <span className="day-headline">{headline[language]}</span>
          <span className="soft">{[common, ...states].filter((word) => word !== '').join(' · ')}</span>
        </span>
        <span className="num day-number">
          {cost === null ? '' : text('incident.costSoFar', { orders: formatOrders(cost.soFar, language) })}
        </span>
        <span className="num day-number soft">{text('alarms.note', { count: alarmCount, active: incident.activeCount })}</span>
        <span className="num day-time">{formatTimeOfDay(startedAt, workspace.timeZone)}</span>
        <span className="num day-time soft">{formatDuration((resolvedAt ?? roomAt) - startedAt)}</span>
      </button>
    </li>
  );
}
