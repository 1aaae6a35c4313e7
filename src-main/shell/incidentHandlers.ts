import type { CommandHandlers, CommandName } from '../../contract/commands';
import { refuse, type Result } from '../../contract/result';

type IncidentCommand = Extract<
  CommandName,
  `incident.${string}` | `maintenance.${string}` | `notify.${string}` | `backtest.${string}`
>;

/** What people do about incidents, maintenance, notifications and replays. */
export function createIncidentHandlers(): Pick<CommandHandlers, IncidentCommand> {
  const soon = (): Promise<Result<never>> => Promise.resolve(refuse('unavailable', 'This is being wired.'));
  return {
    'incident.acknowledge': soon,
    'incident.unacknowledge': soon,
    'incident.snooze': soon,
    'incident.wake': soon,
    'incident.resolve': soon,
    'incident.reopen': soon,
    'incident.judge': soon,
    'maintenance.begin': soon,
    'maintenance.end': soon,
    'notify.try': soon,
    'backtest.start': soon,
    'backtest.cancel': soon,
    'backtest.judge': soon,
  };
}
