import type { IncidentStep } from '../../../../contract/incidents';
import { shownSince } from '../judgements';
import { markdownBlocks, markdownTable } from '../plainMarkdown';
import type { ReportFacts } from '../reportFacts';
import type { Telling } from '../telling';

interface Row {
  readonly at: number;
  readonly what: string;
  readonly who: string;
}

/** What the console counts and grades by itself is told as often as it fits; what people did always is. */
const rowsMax = 60;

export function timelineSection(facts: ReportFacts, say: Telling): string {
  const { incident, diagnosis, checks, events, room, alarms } = facts;
  const words = say.words.timeline;
  const { steps, startedAt } = incident;
  const [lead] = alarms;
  const [suspect] = diagnosis?.verdict === 'fault' ? diagnosis.suspects : [];
  const shows = suspect === undefined || diagnosis === null ? null : shownSince(suspect.since, diagnosis);
  const self = say.words.self;
  const first = lead === undefined ? say.name(incident.headline) : leadName(lead, room, say);
  const kept = keepTelling(steps);
  const rows: Row[] = [
    { at: startedAt, what: words.began(first), who: self },
    ...(shows === null || suspect === undefined ? [] : [{ at: shows, what: words.shows(say.name(suspect.name)), who: self }]),
    ...kept.map((step) => ({ at: step.at, what: stepWords(step, say), who: step.by === null ? self : say.name(step.by) })),
    ...events.map(({ at, kind, title }) => ({
      at,
      what: `${say.words.changes.kinds[kind]}${say.words.colon}${say.name(title)}`,
      who: self,
    })),
    ...checks.flatMap(({ name, conclusion, endedAt }) =>
      conclusion === null || endedAt === null
        ? []
        : [{ at: endedAt, what: words.checked(say.name(name), say.name(conclusion)), who: self }],
    ),
  ];
  const left = steps.length - kept.length;
  return markdownBlocks(
    markdownTable(
      words.head,
      // Stable: steps of one moment keep their order.
      rows.sort((a, b) => a.at - b.at).map(({ at, what, who }) => [say.clock(at), what, who]),
    ),
    left === 0 ? null : words.more(left),
  );
}

export function stepWords({ kind, note }: IncidentStep, say: Telling): string {
  const word = say.words.timeline.steps[kind];
  const said =
    note === null ? '' : say.name(inBoth.has(kind) ? inLanguage(note, say.language).replace(/([?？])[：:] ?/, '$1 ') : note);
  return said === '' ? word : `${word}${say.words.colon}${said}`;
}

/** Notes that the console writes itself hold both languages: `渠道 B · Channel B`. */
const inBoth: ReadonlySet<IncidentStep['kind']> = new Set([
  'diagnosed',
  'pinned',
  'unpinned',
  'answered',
  'protected',
  'unprotected',
] as const);

function inLanguage(note: string, language: Telling['language']): string {
  const parts = note.split(' · ');
  if (parts.length !== 2) return note;
  return parts[language === 'zh' ? 0 : 1] ?? note;
}

function keepTelling(steps: readonly IncidentStep[]): readonly IncidentStep[] {
  if (steps.length <= rowsMax) return steps;
  const ofThemselves = steps.filter(({ by, kind }) => by === null && (kind === 'grew' || kind === 'graded'));
  const dropped = new Set(ofThemselves.slice(0, steps.length - rowsMax));
  return steps.filter((step) => !dropped.has(step));
}

function leadName({ metricId, slice }: ReportFacts['alarms'][number], room: ReportFacts['room'], say: Telling): string {
  const cut = say.name(room.slice(slice));
  return cut === '' ? say.metric(metricId) : `${say.metric(metricId)} · ${cut}`;
}
