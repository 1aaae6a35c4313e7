import type { CommandHandlers, CommandName } from '../../contract/commands';
import { accept, refuse } from '../../contract/result';
import type { IncidentDesk } from '../control/incidents/incidentDesk';
import type { Notifier } from '../control/notify/notifier';
import type { Store } from '../control/store';
import { byName } from './byName';
import type { EngineProcess } from './engineProcess';

type IncidentCommand = Extract<
  CommandName,
  `incident.${string}` | `maintenance.${string}` | `notify.${string}` | `backtest.${string}`
>;

export interface IncidentHandlerParts {
  readonly store: Store;
  readonly incidents: IncidentDesk;
  readonly notifier: Notifier;
  readonly engine: Pick<EngineProcess, 'ask'>;
}

/** What people do about incidents, maintenance, notifications and replays. Whose name stands there is what main's session says. */
export function createIncidentHandlers(parts: IncidentHandlerParts): Pick<CommandHandlers, IncidentCommand> {
  const { store, incidents, notifier, engine } = parts;
  return {
    'incident.acknowledge': async ({ incidentId }, caller) =>
      byName(caller, (name) => incidents.act((acts, at) => acts.acknowledge(incidentId, name, at))),
    'incident.unacknowledge': async ({ incidentId }, caller) =>
      byName(caller, (name) => incidents.act((acts, at) => acts.unacknowledge(incidentId, name, at))),
    'incident.snooze': async ({ incidentId, minutes }, caller) =>
      byName(caller, (name) => incidents.act((acts, at) => acts.snooze(incidentId, minutes, name, at))),
    'incident.wake': async ({ incidentId }, caller) =>
      byName(caller, (name) => incidents.act((acts, at) => acts.wake(incidentId, name, at))),
    'incident.resolve': async ({ incidentId, note }, caller) =>
      byName(caller, (name) => incidents.act((acts, at) => acts.resolve(incidentId, note, name, at))),
    'incident.reopen': async ({ incidentId }, caller) =>
      byName(caller, (name) => incidents.act((acts, at) => acts.reopen(incidentId, name, at))),
    'incident.judge': async ({ incidentId, verdict, note }, caller) =>
      byName(caller, (name) => incidents.act((acts, at) => acts.judge(incidentId, verdict, note, name, at))),
    'incident.pin': async ({ incidentId, look }, caller) => byName(caller, (name) => incidents.pin(incidentId, look, name)),
    'incident.unpin': async ({ incidentId, pinId }, caller) =>
      byName(caller, (name) => incidents.act((acts, at) => acts.unpin(incidentId, pinId, name, at))),
    'incident.diagnose': async ({ incidentId }) => {
      const answer = await engine.ask('diagnose', { incidentId });
      return answer.ok ? accept(undefined) : answer;
    },
    'incident.answer': async ({ incidentId, runbookId, checkId, answerId, note }, caller) =>
      byName(caller, (by) => {
        const run = store.read().checks[`${incidentId} ${runbookId}`];
        const question = run?.checks.find(({ id, kind }) => id === checkId && kind === 'question');
        const answer = question?.answers.find(({ id }) => id === answerId);
        if (question === undefined || answer === undefined)
          return refuse('not-found', 'This question is not asked any more. Look at the checks of the incident again.');
        const said = { zh: `${question.name.zh}：${answer.name.zh}`, en: `${question.name.en}: ${answer.name.en}` };
        return incidents.act((acts, at) => acts.answer(incidentId, { runbookId, checkId, answerId, note, by, at }, said));
      }),
    'maintenance.begin': async (input, caller) =>
      byName(caller, (name) => incidents.act((acts, at) => acts.beginMaintenance(input, name, at))),
    'maintenance.end': async ({ maintenanceId }) => incidents.act((acts, at) => acts.endMaintenance(maintenanceId, at)),
    'notify.try': ({ channelId }) => notifier.try(channelId),
    'backtest.start': (request) => engine.ask('startBacktest', request),
    'backtest.cancel': async () => {
      const running = store.read().backtest['current'];
      if (running === undefined || (running.phase !== 'reading' && running.phase !== 'replaying'))
        return refuse('not-found', 'No replay is running.');
      const answer = await engine.ask('cancelBacktest', { id: running.id });
      return answer.ok ? accept(undefined) : answer;
    },
    'backtest.judge': async (input) => incidents.judgeReplayed(input),
  };
}
