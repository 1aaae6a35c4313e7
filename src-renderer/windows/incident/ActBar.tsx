import { useState, type ReactNode } from 'react';
import type { Refusal, Result } from '../../../contract/result';
import type { Text } from '../../i18n/text';
import { useText } from '../../i18n/useText';
import { MaintenanceForm } from '../../incidents/MaintenanceForm';
import { showIncidentInGraph } from '../../link/linkActions';
import { useRoomTick } from '../../state/useRoomTick';
import { useConsole } from '../../state/windowConsole';
import { RefusalLine } from '../../ui/alerts/RefusalLine';
import { selectMayOperate } from '../../ui/alerts/selectAlerts';
import { openPopover, popoverIds, togglePopover } from '../../ui/header/popovers';
import { doIncidentAct, doNotedAct } from './doIncidentAct';
import { incidentActs, type IncidentAct, type NotedAct } from './incidentActs';
import { diagnoseAgain } from './CauseFoot';
import { goToQuestion } from './ChecksPanel';
import type { IncidentPartProps, IncidentView } from './IncidentBody';
import { IncidentKeys } from './IncidentKeys';
import { NoteForm } from './NoteForm';
import { ReportButton } from './ReportButton';
import { ruledOutId } from './RuledOutList';
import { useIncidentShortcuts } from './useIncidentShortcuts';

type OpenForm = NotedAct | 'maintenance';

/** What a person can do about it, in one line at the foot. Every button has its key; what was refused says why beside them. */
export function ActBar({
  workspace,
  incident,
  view,
  onView,
}: IncidentPartProps & { readonly view: IncidentView; readonly onView: (view: IncidentView) => void }): ReactNode {
  const text = useText();
  const mayOperate = useConsole(selectMayOperate);
  const roomAt = useRoomTick(1_000);
  const [form, setForm] = useState<OpenForm | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const acts = incidentActs(incident, roomAt);
  const settle = (answer: Result<unknown>): void => {
    setRefusal(answer.ok ? null : answer.refusal);
    if (answer.ok) setForm(null);
  };
  const run = (act: IncidentAct): void => {
    const asked = doIncidentAct(act, incident.id);
    if (asked === null) setForm(formOf(act));
    else void asked.then(settle);
  };
  const other: IncidentView = view === 'cause' ? 'alarms' : 'cause';
  useIncidentShortcuts([
    ...acts.map((act) => ({ key: act.key, run: () => run(act) })),
    ...(incident.phase === 'resolved' ? [] : [{ key: 'd', run: () => diagnoseAgain(incident.id) }]),
    { key: 'q', run: goToQuestion },
    { key: 'u', run: () => togglePopover(ruledOutId) },
    { key: 'v', run: () => onView(other) },
    { key: 'g', run: () => showIncidentInGraph(incident, workspace) },
  ]);
  return (
    <section className="panel act-bar" aria-label={text('act.title')}>
      {form === null ? (
        <div className="act-buttons">
          <button type="button" className="button" data-view={other} title={text('view.switch')} onClick={() => onView(other)}>
            {text(`view.${other}`)}
            {other === 'alarms' && <span className="num soft">{incident.alarmCount}</span>} <span className="keycap">V</span>
          </button>
          <ReportButton incidentId={incident.id} />
          <span className="act-rule" aria-hidden="true" />
          {acts.map((act) => (
            <button
              key={act.id + act.key}
              type="button"
              className={act.id === 'acknowledge' ? 'button action' : 'button'}
              data-act={act.id}
              onClick={() => run(act)}
            >
              {actName(act, text)} <span className="keycap">{act.key.toUpperCase()}</span>
            </button>
          ))}
        </div>
      ) : form === 'maintenance' ? (
        <MaintenanceForm
          workspace={workspace}
          slice={incident.common.slice}
          nodes={incident.common.nodes}
          onDone={() => setForm(null)}
          onCancel={() => setForm(null)}
        />
      ) : (
        <NoteForm
          title={text(`act.${form}`)}
          hint={text(form === 'judgeFalse' ? 'act.falseHint' : 'act.noteHint')}
          onConfirm={(note) => void doNotedAct(form, incident.id, note).then(settle)}
          onCancel={() => setForm(null)}
        />
      )}
      <RefusalLine refusal={refusal} />
      {!mayOperate ? (
        <p className="act-role">
          <span>{text('act.needsOperate')}</span>
          <button type="button" className="button" onClick={() => openPopover(popoverIds.person)}>
            {text('silence.signIn')}
          </button>
        </p>
      ) : (
        refusal === null &&
        form === null &&
        incident.acknowledged === null && <p className="faint act-note">{text('act.acknowledgeNote')}</p>
      )}
      <button type="button" className="keys-open" popoverTarget={popoverIds.menu}>
        <span className="keys-word">{text('act.keys')}</span> <span className="keycap">?</span>
      </button>
      <IncidentKeys acts={acts} />
    </section>
  );
}

export function actName(act: IncidentAct, text: Text): string {
  return act.id === 'snooze' ? text('act.snooze', { minutes: act.minutes }) : text(`act.${act.id}`);
}

function formOf({ id }: IncidentAct): OpenForm | null {
  return id === 'resolve' || id === 'judgeFalse' || id === 'judgeTrue' || id === 'maintenance' ? id : null;
}
