import type { Execution, ExecutionPhase } from '../../../contract/protection';
import type { RoomEvent } from '../../../contract/state';
import type { IncidentDesk } from '../incidents/incidentDesk';
import type { Executions } from './parts';

export interface TellRoomParts {
  readonly executions: Pick<Executions, 'all' | 'onChange'>;
  readonly keepEvents: (events: readonly RoomEvent[]) => void;
  readonly incidents: Pick<IncidentDesk, 'noteProtection'>;
  /** The node or link a switch is bound to. */
  readonly placeOf: (switchId: string) => string | null;
  /** The backend whose curves the event stands in: the workspace's source. */
  readonly backendId: () => string;
}

/**
 * The rest of the room sees what was executed: as an action in the lanes below every curve, as long as it is in force, and as a step of
 * the incident it was done for. Returns the function that ends it.
 */
export function tellRoom({ executions, keepEvents, incidents, placeOf, backendId }: TellRoomParts): () => void {
  // Those of an earlier session were told then.
  const told = new Map(executions.all().map(({ id, phase }) => [id, isOver(phase)]));
  return executions.onChange((execution) => {
    const { id, name, incidentId, by, startedAt, phase, phaseAt, writes } = execution;
    if (!isSent(execution)) return;
    const over = isOver(phase);
    if (told.get(id) === over) return;
    const before = told.get(id);
    told.set(id, over);
    const [switchId] = writes.map((write) => write.switchId);
    keepEvents([
      {
        id: `execution ${id}`,
        at: startedAt,
        kind: 'action',
        title: name,
        target: switchId === undefined ? null : placeOf(switchId),
        traffic: 'real',
        backendId: backendId(),
        severity: 'none',
        until: over ? phaseAt : null,
        labels: { plan: execution.planKey, by },
        alert: null,
      },
    ]);
    if (incidentId === null) return;
    if (before === undefined && !over) incidents.noteProtection(incidentId, 'protected', name, by);
    if (before === false && over) incidents.noteProtection(incidentId, 'unprotected', name, null);
  });
}

/** One of which nothing was sent is nobody's event. */
function isSent({ writes }: Execution): boolean {
  return writes.some(({ state }) => state !== 'due');
}

function isOver(phase: ExecutionPhase): boolean {
  return phase === 'released' || phase === 'reverted';
}
