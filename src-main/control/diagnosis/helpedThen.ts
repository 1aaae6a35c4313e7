import type { SimilarIncident } from '../../../contract/diagnosis';
import type { Incident, IncidentStep } from '../../../contract/incidents';
import type { RoomEvent } from '../../../contract/state';
import type { LocalText } from '../../../contract/words';

type Help = SimilarIncident['helped'][number];

/** As many as are read beside an incident that is on; what people wrote about the end comes before what merely happened. */
const helpedMax = 6;

/**
 * What people or the console did from the moment an incident was raised until it was over, oldest first. Nothing of one that is not
 * over, or was judged false. `places`: where it was; what was done elsewhere is left out, what says no place is not.
 */
export function helpedThen(incident: Incident, places: readonly string[], events: readonly RoomEvent[]): readonly Help[] {
  const { raisedAt, resolvedAt, traffic, verdict, steps, answers, common, lead } = incident;
  if (resolvedAt === null || verdict?.false === true) return [];
  const near = new Set([...places, ...Object.values(common.slice), ...Object.values(lead.slice)]);
  const written = steps.flatMap(wordsOf);
  const noted = answers.flatMap(({ note, by, at }) => (note === '' ? [] : [{ at, by, what: bothWays(note) }]));
  const done = events
    .filter(({ kind }) => kind === 'action' || kind === 'change' || kind === 'release')
    .filter((event) => event.traffic === traffic && event.at >= raisedAt && event.at <= resolvedAt && touches(event.target, near))
    .map(({ at, title }) => ({ at, by: null, what: title }));
  const pinned = steps.flatMap(({ kind, at, by, note }) =>
    kind === 'pinned' && note !== null ? [{ at, by, what: { zh: `证据：${note}`, en: `evidence: ${note}` } }] : [],
  );
  return [...written, ...done, ...noted, ...pinned].slice(0, helpedMax).sort((a, b) => a.at - b.at);
}

/** What people wrote beside what they did. */
function wordsOf({ kind, at, by, note }: IncidentStep): Help[] {
  if (by === null || note === null) return [];
  if (kind === 'resolved') return [{ at, by, what: { zh: `解除：${note}`, en: `resolved: ${note}` } }];
  if (kind === 'acknowledged') return [{ at, by, what: { zh: `认领：${note}`, en: `acknowledged: ${note}` } }];
  if (kind === 'protected') return [{ at, by, what: planWords(note) }];
  if (kind === 'judgedTrue') return [{ at, by, what: { zh: `属实：${note}`, en: `confirmed: ${note}` } }];
  return [];
}

/** The plan's name in both languages, as the step has it: `渠道 · Channel`. */
function planWords(note: string): LocalText {
  const [zh = note, en = note] = note.split(' · ');
  return { zh: `执行预案：${zh}`, en: `plan executed: ${en}` };
}

function bothWays(text: string): LocalText {
  return { zh: text, en: text };
}

function touches(target: string | null, near: ReadonlySet<string>): boolean {
  return target === null || target.split('→').some((end) => near.has(end));
}
