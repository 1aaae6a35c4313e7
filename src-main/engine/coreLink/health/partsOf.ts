import type { GraphPart } from '../../../../contract/coreLink';
import { heaviestSource } from './heaviestSource';
import type { NamedLoss } from './passOn';

/** Who lost less is not affected. */
const affectedPoints = 3;
/** A cause lost this much by itself, and at least half as much as the worst. */
const causePoints = 5;
const ofWorst = 0.5;

/**
 * What explains, by place: 2 for causes and, for each cause, the way back from whoever suffers most of it and passes it on to
 * nobody: where it enters the business; 1 for the other victims.
 */
export function partsOf(losses: readonly (readonly NamedLoss[])[]): GraphPart[] {
  const own = losses.map((list) => sumOf(list, isOwn));
  let worst = causePoints;
  for (const points of own) worst = Math.max(worst, points * ofWorst);
  const sources = losses.map((list) => (list.length === 0 ? null : heaviestSource(list.filter(isPassedOn))));
  const parts = losses.map((list): GraphPart => (sumOf(list) >= affectedPoints ? 1 : 0));
  const passesOn = new Set(sources);
  const causeOf = endOfWay(sources);
  const sufferer = new Map<number, { readonly place: number; readonly points: number }>();
  losses.forEach((list, place) => {
    if ((own[place] ?? 0) >= worst) parts[place] = 2;
    if (passesOn.has(place) || sources[place] === null) return;
    const cause = causeOf(place);
    const points = sumOf(list);
    if (points > (sufferer.get(cause)?.points ?? 0)) sufferer.set(cause, { place, points });
  });
  for (const [cause, { place }] of sufferer) {
    if (parts[cause] !== 2) continue;
    for (const at of wayOf(place, sources)) parts[at] = 2;
  }
  return parts;
}

const isOwn = ({ source }: NamedLoss): boolean => source === null;
/** Missing traffic comes from everywhere and leads nowhere. */
const isPassedOn = ({ source, rule }: NamedLoss): boolean => source !== null && rule !== 'traffic';

function sumOf(list: readonly NamedLoss[], counts: (loss: NamedLoss) => boolean = everything): number {
  let sum = 0;
  for (const loss of list) if (counts(loss)) sum += loss.points;
  return sum;
}

const everything = (): boolean => true;

/** Where a place's trouble comes from; of a ring of blame, one of the ring. Each place is walked over once. */
function endOfWay(sources: readonly (number | null)[]): (place: number) => number {
  const known = new Map<number, number>();
  return (place) => {
    const walked = new Set<number>();
    let at = place;
    for (let next = sources[at] ?? null; next !== null && !walked.has(at) && !known.has(at); next = sources[at] ?? null) {
      walked.add(at);
      at = next;
    }
    const end = known.get(at) ?? at;
    for (const each of walked) known.set(each, end);
    return end;
  };
}

/** From a place to where its trouble comes from, both included. */
function wayOf(place: number, sources: readonly (number | null)[]): readonly number[] {
  const way = new Set<number>();
  for (let at: number | null = place; at !== null && !way.has(at); at = sources[at] ?? null) way.add(at);
  return [...way];
}
