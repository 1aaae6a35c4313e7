import type { Caller, CommandHandlers, CommandName } from '../../contract/commands';
import { refuse, type Result } from '../../contract/result';
import type { AlertDesk } from '../control/alerts/alertDesk';

type AlertCommand = Extract<CommandName, `alert.${string}` | `silence.${string}`>;

/** Whose name stands on an acknowledgement or a silence is what main's session says, never what the window says. */
export function createAlertHandlers(alerts: AlertDesk): Pick<CommandHandlers, AlertCommand> {
  return {
    'alert.acknowledge': async ({ eventId }, caller) => byName(caller, (name) => alerts.acknowledge(eventId, name)),
    'alert.unacknowledge': async ({ eventId }) => alerts.unacknowledge(eventId),
    'silence.preview': ({ backendId, matchers }) => alerts.preview(backendId, matchers),
    'silence.put': (input, caller) => byName(caller, (name) => alerts.putSilence(input, name)),
    'silence.expire': ({ backendId, silenceId }) => alerts.expireSilence(backendId, silenceId),
  };
}

async function byName<Value>(
  { person }: Caller,
  act: (name: string) => Result<Value> | Promise<Result<Value>>,
): Promise<Result<Value>> {
  return person === null
    ? refuse('not-allowed', 'Nobody is signed in. Sign in, then do it again in your name.')
    : act(person.name);
}
