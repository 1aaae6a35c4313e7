import type { IncidentStep } from '../../../../contract/incidents';
import { markdownBlocks, markdownList } from '../plainMarkdown';
import type { ReportFacts } from '../reportFacts';
import type { Telling } from '../telling';
import { stepWords } from './timeline';

/** Person by person, then what was done to the system, then who outside was told. */
export function peopleSection({ incident, events }: ReportFacts, say: Telling): string {
  const words = say.words.people;
  const byPerson = new Map<string, IncidentStep[]>();
  for (const step of incident.steps) if (step.by !== null) byPerson.set(step.by, [...(byPerson.get(step.by) ?? []), step]);
  const people = [...byPerson].map(([person, steps]) => {
    const done = steps.map((step) => `${say.clock(step.at)} ${stepWords(step, say)}`);
    return `**${say.name(person)}**${say.words.colon}${done.join(say.words.comma)}`;
  });
  const acted = events
    .filter(({ kind }) => kind === 'action' || kind === 'release')
    .map(({ at, kind, title }) => `${say.clock(at)} ${say.words.changes.kinds[kind]}${say.words.colon}${say.name(title)}`);
  const told = incident.steps
    .filter(({ kind }) => kind === 'notified' || kind === 'notNotified')
    .map((step) => `${say.clock(step.at)} ${stepWords(step, say)}`);
  if (people.length + acted.length + told.length === 0) return words.none;
  return markdownBlocks(
    people.length === 0 ? words.none : markdownList(people),
    acted.length === 0 ? null : markdownBlocks(words.acted, markdownList(acted)),
    told.length === 0 ? null : markdownBlocks(words.told, markdownList(told)),
  );
}
