import type { Incident } from '../../../contract/incidents';

/** Everything that can be done about an incident now; buttons, keys and the list of keys are made from these. */
export type IncidentAct =
  | { readonly id: 'acknowledge' | 'unacknowledge' | 'wake' | 'reopen'; readonly key: string }
  | { readonly id: 'snooze'; readonly key: string; readonly minutes: number }
  /** Asks for a note first. */
  | { readonly id: NotedAct; readonly key: string }
  | { readonly id: 'maintenance'; readonly key: string };

export type NotedAct = 'resolve' | 'judgeFalse' | 'judgeTrue';

/** What a person needs to look into something, to fix it, and to have lunch. */
export const snoozeChoices = [15, 30, 60] as const;

export function incidentActs(
  { phase, acknowledged, snoozed, verdict }: Pick<Incident, 'phase' | 'acknowledged' | 'snoozed' | 'verdict'>,
  roomAt: number,
): readonly IncidentAct[] {
  const isOver = phase === 'resolved';
  const isSnoozed = snoozed !== null && snoozed.until > roomAt;
  return [
    ...(isOver ? [] : [{ id: acknowledged === null ? 'acknowledge' : 'unacknowledge', key: 'a' } as const]),
    ...(isOver ? [] : snoozeChoices.map((minutes, i) => ({ id: 'snooze', key: String(i + 1), minutes }) as const)),
    ...(isOver || !isSnoozed ? [] : [{ id: 'wake', key: 'z' } as const]),
    { id: isOver ? 'reopen' : 'resolve', key: 'r' },
    { id: verdict?.false === true ? 'judgeTrue' : 'judgeFalse', key: 'x' },
    ...(isOver ? [] : [{ id: 'maintenance', key: 'h' } as const]),
  ];
}
