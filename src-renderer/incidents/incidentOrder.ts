import { grades, mergedIntoOf, type Incident } from '../../contract/incidents';
import { formatDate } from '../ui/format';

type Incidents = Readonly<Record<string, Incident>>;

/** Those that are not over: the real before rehearsals, what people said is no trouble last; then gravest, dearest, oldest first. */
export function openIncidents(incidents: Incidents): readonly Incident[] {
  return Object.values(incidents)
    .filter(({ phase }) => phase !== 'resolved')
    .sort(byUrgency);
}

/** What today's list shows: open ones first, then the resolved and the merged of this local day, newest first. */
export function incidentsOfDay(incidents: Incidents, roomAt: number, timeZone: string): readonly Incident[] {
  return [...openIncidents(incidents), ...endedToday(incidents, roomAt, timeZone)];
}

/** One that was merged into another has not been resolved: it goes on there. */
export function resolvedToday(incidents: Incidents, roomAt: number, timeZone: string): readonly Incident[] {
  return endedToday(incidents, roomAt, timeZone).filter((each) => mergedIntoOf(each) === null);
}

function endedToday(incidents: Incidents, roomAt: number, timeZone: string): readonly Incident[] {
  const today = formatDate(roomAt, timeZone);
  return Object.values(incidents)
    .filter(({ resolvedAt }) => resolvedAt !== null && formatDate(resolvedAt, timeZone) === today)
    .sort((a, b) => (b.resolvedAt ?? 0) - (a.resolvedAt ?? 0));
}

/** Real, and nobody said it is none. */
export function isTrouble({ traffic, verdict }: Incident): boolean {
  return traffic === 'real' && verdict?.false !== true;
}

export function isGrave({ grade }: Pick<Incident, 'grade'>): boolean {
  return grade === 'P0' || grade === 'P1';
}

/** Nobody is on it yet: what sounds, and what pulses. */
export function wantsSomebody(incident: Incident, roomAt: number): boolean {
  const { phase, acknowledged, snoozed } = incident;
  return phase === 'open' && acknowledged === null && (snoozed === null || snoozed.until <= roomAt) && isTrouble(incident);
}

function byUrgency(a: Incident, b: Incident): number {
  return (
    Number(isTrouble(b)) - Number(isTrouble(a)) ||
    grades.indexOf(a.grade) - grades.indexOf(b.grade) ||
    (b.cost?.soFar ?? 0) - (a.cost?.soFar ?? 0) ||
    a.startedAt - b.startedAt
  );
}
