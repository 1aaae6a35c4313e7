import type { RoomEvent } from '../../contract/state';
import { nodesOf, wholeIdOf, type Subject } from './subject';

const dayMs = 86_400_000;

/** Changes, alerts, drills and actions of the last day before `at` that name the subject or one of its ends, newest first. */
export function subjectEvents(events: Readonly<Record<string, RoomEvent>>, subject: Subject, at: number): readonly RoomEvent[] {
  const ids = new Set([wholeIdOf(subject), ...nodesOf(subject)]);
  const names = (text: string): boolean => ids.has(text) || ids.has(text.split('@')[0] ?? '');
  return Object.values(events)
    .filter((event) => event.at <= at && (event.at > at - dayMs || (event.kind === 'alarm' && event.until === null)))
    .filter(({ target, labels }) => (target !== null && names(target)) || Object.values(labels).some(names))
    .sort((a, b) => b.at - a.at);
}
