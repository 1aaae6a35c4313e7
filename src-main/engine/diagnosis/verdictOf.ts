import type { Diagnosis, IncidentCase, Suspect } from '../../../contract/diagnosis';

/** A suspect that is believed less than this is no cause. */
export const believedFrom = 0.3;
/** So many times the usual, or so little of it, is another demand; where no order is lost, less of a change is enough. */
const another = { more: 1.1, less: 0.92 };
const anotherUnhurt = { more: 1.05, less: 0.95 };

/**
 * Without anybody to blame it is demand when more or fewer people come, and also when only the business is out of the ordinary and no
 * order is lost: then everything does its work. Nodes or calls that alarm, or lost orders, want an explanation.
 * @param demand people who come in now ÷ usual; null where nobody counts them
 */
export function verdictOf(
  [first]: readonly Suspect[],
  demand: number | null,
  { alarms, cost }: Pick<IncidentCase, 'alarms' | 'cost'>,
): Diagnosis['verdict'] {
  if (first !== undefined && first.confidence >= believedFrom) return 'fault';
  const { more, less } = cost === null ? anotherUnhurt : another;
  if (demand !== null && (demand >= more || demand <= less)) return 'demand';
  const placesAlarm = alarms.some(({ slice }) => 'node' in slice || 'from' in slice);
  return cost === null && !placesAlarm ? 'demand' : 'unexplained';
}
