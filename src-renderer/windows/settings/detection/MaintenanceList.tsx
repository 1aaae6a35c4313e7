import { useState, type ReactNode } from 'react';
import type { Maintenance } from '../../../../contract/incidents';
import type { Refusal } from '../../../../contract/result';
import type { WorkspaceView } from '../../../../contract/state';
import { useLanguage, useText } from '../../../i18n/useText';
import { MaintenanceForm } from '../../../incidents/MaintenanceForm';
import { scopeName } from '../../../incidents/scopeName';
import { selectMaintenance } from '../../../incidents/selectIncidents';
import { useRoomTick } from '../../../state/useRoomTick';
import { useConsole } from '../../../state/windowConsole';
import { RefusalLine } from '../../../ui/alerts/RefusalLine';
import { formatDuration, formatTimeOfDay } from '../../../ui/format';

const nothing = {};
const noNodes: readonly string[] = [];

/** What is excused for a while: by whom, until when, and the way to end it early or to begin one. */
export function MaintenanceList({ workspace }: { workspace: WorkspaceView }): ReactNode {
  const text = useText();
  const all = Object.values(useConsole(selectMaintenance)).sort((a, b) => a.startsAt - b.startsAt);
  return (
    <section className="panel">
      <h2>{text('maintenance.title')}</h2>
      {all.length === 0 && <p className="faint">{text('maintenance.none')}</p>}
      <ul className="maintenance-rows">
        {all.map((maintenance) => (
          <Row key={maintenance.id} maintenance={maintenance} workspace={workspace} />
        ))}
      </ul>
      <details className="maintenance-new">
        <summary>{text('maintenance.new')}</summary>
        <MaintenanceForm workspace={workspace} slice={nothing} nodes={noNodes} onDone={() => undefined} onCancel={null} />
      </details>
    </section>
  );
}

function Row({ maintenance, workspace }: { maintenance: Maintenance; workspace: WorkspaceView }): ReactNode {
  const text = useText();
  const language = useLanguage();
  const roomAt = useRoomTick(1_000);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const { id, name, startsAt, endsAt, createdBy, fromFile } = maintenance;
  const span = { from: formatTimeOfDay(startsAt, workspace.timeZone), to: formatTimeOfDay(endsAt, workspace.timeZone) };
  const end = async (): Promise<void> => {
    const answer = await window.highnoon.ask('maintenance.end', { maintenanceId: id });
    setRefusal(answer.ok ? null : answer.refusal);
  };
  return (
    <li className="maintenance-row" data-maintenance={id}>
      <span className="notify-words">
        <span className="strong">{name[language]}</span>{' '}
        <span className="soft">{scopeName(workspace, maintenance, text, language)}</span>
        <span className="notify-reason faint num">
          {startsAt > roomAt
            ? text('maintenance.from', { ...span, left: formatDuration(startsAt - roomAt) })
            : text('maintenance.until', { ...span, left: formatDuration(endsAt - roomAt) })}
          {' · '}
          {fromFile ? text('maintenance.byFile') : text('maintenance.by', { name: createdBy })}
        </span>
        <RefusalLine refusal={refusal} />
      </span>
      {!fromFile && (
        <button type="button" className="button" onClick={() => void end()}>
          {text('maintenance.end')}
        </button>
      )}
    </li>
  );
}
