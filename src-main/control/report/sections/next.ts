import { markdownList } from '../plainMarkdown';
import type { ReportFacts } from '../reportFacts';
import { responseTimes } from '../responseTimes';
import type { Telling } from '../telling';

/** More of the effect unexplained than this is worth somebody's afternoon. */
const residualWorth = 0.15;
/** Below this confidence a cause is a guess that somebody has to confirm. */
const confidenceSure = 0.6;
const fitsWell = 0.5;

/** What follows from what is known, each with its reason; nothing that would be true of every incident. */
export function nextSection(facts: ReportFacts, say: Telling): string {
  const words = say.words.next;
  const { incident } = facts;
  if (incident.verdict?.false === true) return markdownList([words.falseAlarm]);
  const items = [
    ...(incident.phase === 'resolved' ? [] : [words.open]),
    ...fromTimes(facts, say),
    ...fromCause(facts, say),
    ...fromChecks(facts, say),
    ...fromPeople(facts, say),
    ...(incident.flapping ? [words.flapping] : []),
    ...missing(facts, say),
  ];
  return items.length === 0 ? words.none : markdownList(items);
}

function fromTimes(facts: ReportFacts, say: Telling): string[] {
  const words = say.words.next;
  const { incident } = facts;
  return responseTimes(facts).flatMap(({ name, overMs, state }) => {
    if (name === 'located' && state === 'never') return [words.neverLocated];
    if (overMs <= 0 || state === 'running') return [];
    const by = say.lasted(overMs);
    if (name === 'detected') return [words.lateDetected(by, say.metric(incident.lead.metricId))];
    return [name === 'located' ? words.lateLocated(by) : words.lateRecovered(by)];
  });
}

function fromCause({ diagnosis, similar }: ReportFacts, say: Telling): string[] {
  const words = say.words.next;
  if (diagnosis === null || diagnosis.phase !== 'told' || diagnosis.verdict === 'demand') return [];
  const { suspects, residual, dimensions } = diagnosis;
  const [first] = suspects;
  const change = first?.changes.find(({ fits }) => fits >= fitsWell);
  const again = similar.find(({ same }) => same.includes('cause'));
  const rivals = [
    ...new Set(dimensions.flatMap((finding) => (finding.rivals.length === 0 ? [] : [say.metric(finding.metricId)]))),
  ];
  return [
    ...(first === undefined || first.confidence >= confidenceSure
      ? []
      : [words.unsure(say.name(first.name), say.confidence(first.confidence))]),
    ...(change === undefined ? [] : [words.change(say.name(change.title))]),
    ...(first?.kind === 'external' ? [words.external(say.name(first.name))] : []),
    ...(again === undefined ? [] : [words.again(say.name(again.incidentId), say.name(again.cause ?? again.headline))]),
    ...(residual.share >= residualWorth ? [words.residual(say.share(residual.share))] : []),
    ...(rivals.length === 0 ? [] : [words.rivals(rivals.join(say.words.list))]),
  ];
}

function fromChecks({ checks, diagnosis }: ReportFacts, say: Telling): string[] {
  const words = say.words.next;
  const named = (state: 'waiting' | 'unknown'): string =>
    checks
      .flatMap((run) => run.checks)
      .filter((check) => check.state === state)
      .map(({ name }) => say.name(name))
      .join(say.words.list);
  const [waiting, unknown] = [named('waiting'), named('unknown')];
  return [
    ...(waiting === '' ? [] : [words.unanswered(waiting)]),
    ...(unknown === '' ? [] : [words.unknown(unknown)]),
    ...(checks.length === 0 && diagnosis?.verdict !== 'demand' ? [words.noRunbook] : []),
  ];
}

function fromPeople({ incident }: ReportFacts, say: Telling): string[] {
  const words = say.words.next;
  const failed = incident.steps.flatMap(({ kind, note }) => (kind === 'notNotified' && note !== null ? [say.name(note)] : []));
  return [
    ...(incident.steps.some(({ kind }) => kind === 'acknowledged') ? [] : [words.nobody]),
    ...(failed.length === 0 ? [] : [words.notNotified([...new Set(failed)].join(say.words.list))]),
  ];
}

function missing({ diagnosis, pictures, room }: ReportFacts, say: Telling): string[] {
  const words = say.words.next;
  const unread = pictures.filter(({ frame }) => frame === null).flatMap(({ lines }) => lines.slice(0, 1));
  const names = [
    ...new Set(unread.map(({ metricId, slice }) => [say.metric(metricId), say.name(room.slice(slice))].join(' ').trim())),
  ];
  return [
    ...(diagnosis === null || diagnosis.phase !== 'told' || diagnosis.reason === null
      ? []
      : [words.missing(say.name(diagnosis.reason))]),
    ...(names.length === 0 ? [] : [words.unread(names.join(say.words.list))]),
  ];
}
