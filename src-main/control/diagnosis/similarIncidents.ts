import { similarMax, type Diagnosis, type SimilarIncident } from '../../../contract/diagnosis';
import { mergedIntoOf, type Incident } from '../../../contract/incidents';
import type { RoomEvent } from '../../../contract/state';
import type { LocalText } from '../../../contract/words';
import { helpedThen } from './helpedThen';

export interface KnownIncident {
  readonly incident: Incident;
  /** What was found out about it; null where nothing was. */
  readonly diagnosis: Diagnosis | null;
}

type Aspect = SimilarIncident['same'][number];

/**
 * How much each aspect says. The cause is what people look for, so that alone makes two incidents alike; its kind (a third party that
 * fails, a database that fills up) and where it shows say how to look. Stage and slice are what is known within seconds, before any
 * cause is: together they are enough for a first hint, one of them alone never is.
 */
const weights = { cause: 0.4, kind: 0.1, place: 0.2, stage: 0.15, slice: 0.15 } as const satisfies Record<Aspect, number>;
const aspects = ['cause', 'kind', 'place', 'stage', 'slice'] as const;
/** Aspects of which one of the two knows nothing are left out; where hardly any are left, agreement is worth less. */
const comparedMin = 0.6;
/** Less alike is another story: about one aspect besides the stage. */
const alikeMin = 0.4;
/** Sets of which so much is common are called the same. */
const sameMin = 0.5;

/** Former incidents of the same traffic that look like this one, most alike first. Those that were judged false, or became a part of another, teach nothing. */
export function similarIncidents(
  subject: KnownIncident,
  others: readonly KnownIncident[],
  events: readonly RoomEvent[],
): readonly SimilarIncident[] {
  const wanted = traitsOf(subject);
  return others
    .filter(({ incident }) => isFormer(incident, subject.incident))
    .map((other) => ({ other, ...compare(wanted, traitsOf(other)) }))
    .filter(({ alike }) => alike >= alikeMin)
    .sort((a, b) => b.alike - a.alike || b.other.incident.startedAt - a.other.incident.startedAt)
    .slice(0, similarMax)
    .map(({ other: { incident, diagnosis }, alike, same }) => ({
      incidentId: incident.id,
      headline: incident.headline,
      startedAt: incident.startedAt,
      tookMs: incident.resolvedAt === null ? null : incident.resolvedAt - incident.startedAt,
      alike: Math.round(alike * 100) / 100,
      same,
      cause: causeNameOf(diagnosis),
      helped: helpedThen(incident, placesOf({ incident, diagnosis }), events),
    }));
}

function isFormer(other: Incident, { id, raisedAt, traffic }: Incident): boolean {
  return (
    other.id !== id &&
    other.raisedAt <= raisedAt &&
    other.traffic === traffic &&
    other.verdict?.false !== true &&
    mergedIntoOf(other) === null
  );
}

/** What can be compared; empty where nothing is known. */
type Traits = Readonly<Record<Aspect, ReadonlySet<string>>>;

function traitsOf(known: KnownIncident): Traits {
  const { incident, diagnosis } = known;
  const told = diagnosis?.phase === 'told' ? diagnosis : null;
  const suspect = told?.verdict === 'fault' ? told.suspects[0] : undefined;
  const part = told?.dimensions[0]?.parts[0];
  const slices = [incident.common.slice, incident.lead.slice, part?.slice ?? {}];
  return {
    cause: new Set(suspect !== undefined ? [suspect.id] : told?.verdict === 'demand' ? ['demand'] : []),
    kind: new Set(suspect === undefined ? [] : [`${suspect.kind} ${suspect.evidence[0]?.why ?? ''}`]),
    place: new Set(placesOf(known)),
    stage: new Set([incident.cost?.metricId ?? incident.lead.metricId]),
    slice: new Set(slices.flatMap((slice) => Object.entries(slice).map(([dimension, value]) => `${dimension}=${value}`))),
  };
}

function placesOf({ incident, diagnosis }: KnownIncident): readonly string[] {
  const suspect = diagnosis?.phase === 'told' && diagnosis.verdict === 'fault' ? diagnosis.suspects[0] : undefined;
  const ends = suspect === undefined ? [] : [...suspect.target.split('→'), ...suspect.path.slice(-1)];
  return [...new Set([...incident.common.nodes, ...ends])];
}

function compare(a: Traits, b: Traits): { readonly alike: number; readonly same: readonly Aspect[] } {
  let compared = 0;
  let agreed = 0;
  const same: Aspect[] = [];
  for (const aspect of aspects) {
    // Of slices one may have none because it is about everything: that is a difference too.
    const comparable = aspect === 'slice' ? a.slice.size + b.slice.size > 0 : a[aspect].size > 0 && b[aspect].size > 0;
    if (!comparable) continue;
    const common = overlap(a[aspect], b[aspect]);
    compared += weights[aspect];
    agreed += weights[aspect] * common;
    if (common >= sameMin) same.push(aspect);
  }
  return { alike: agreed / Math.max(comparedMin, compared), same };
}

/** Jaccard index. */
function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const common = [...a].filter((one) => b.has(one)).length;
  return common / (a.size + b.size - common);
}

const causeWords = {
  demand: { zh: '需求变化，不是故障', en: 'demand, not fault' },
  unexplained: { zh: '无法解释', en: 'unexplained' },
} as const;

function causeNameOf(diagnosis: Diagnosis | null): LocalText | null {
  if (diagnosis === null || diagnosis.phase !== 'told') return null;
  return diagnosis.verdict === 'fault' ? (diagnosis.suspects[0]?.name ?? null) : causeWords[diagnosis.verdict];
}
