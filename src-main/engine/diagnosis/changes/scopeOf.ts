import type { DimensionFinding, DimensionPart, Suspect, SuspectChange } from '../../../../contract/diagnosis';
import { edgeIdOf } from '../../../../contract/coreLink';
import type { RoomEvent } from '../../../../contract/state';
import type { ChangeContext } from './changeContext';

type ScopeGround = Pick<ChangeContext, 'link' | 'dimensions' | 'names'>;

/**
 * What an event has to do with a suspect: it names it (of a link also one of its ends, of an IDC its name), a combination that explains the
 * loss, something on the way from where it is felt, or nothing in particular. Null: it names something else.
 */
export function scopeOf(event: RoomEvent, suspect: Suspect, ground: ScopeGround): SuspectChange['scope'] | null {
  const { link, names } = ground;
  const edge = link?.edges.find(({ id }) => id === suspect.target);
  const own = new Set([suspect.target, ...(edge === undefined ? [] : [edge.from, edge.to])]);
  const named = placesOf(event, ground);
  if (named.some((place) => own.has(place))) return 'suspect';
  if (suspect.kind === 'idc' && (event.target === suspect.target || event.labels[names.labelOf('idc')] === suspect.target))
    return 'suspect';
  if (partOf(event, ground) !== null) return 'slice';
  if (named.some((place) => suspect.path.includes(place) || isCallOn(place, suspect.path))) return 'path';
  return named.length === 0 && namesNothing(event) ? 'everywhere' : null;
}

/** Ids of the nodes and calls of the core link that an event names by its target and its labels. */
export function placesOf({ target, labels }: RoomEvent, { link, names }: ScopeGround): readonly string[] {
  const nodes = new Set(link?.nodes.map(({ id }) => id));
  const nodeIn = (name: string): string[] => {
    const id = names.nodeOf(name);
    return id !== null && nodes.has(id) ? [id] : [];
  };
  const [from, to] = target?.split('→').flatMap(nodeIn) ?? [];
  const targeted = from !== undefined && to !== undefined ? [edgeIdOf(from, to)] : [from ?? []].flat();
  return [...new Set([...targeted, ...names.nodeLabels.flatMap((label) => nodeIn(labels[label] ?? ''))])];
}

/**
 * The largest combination in which the counted stage changed and that the event names: by labels of dimensions, by its target, or by a
 * value that stands in its title as a word. A label with another value of the same dimension says that it is about something else.
 */
export function partOf(
  event: RoomEvent,
  { dimensions, names }: ScopeGround,
): { finding: DimensionFinding; part: DimensionPart } | null {
  const matches = dimensions.flatMap((finding) =>
    finding.parts.flatMap((part) => {
      const told = Object.entries(part.slice).map(([dimension, value]) => {
        const label = event.labels[dimension] ?? event.labels[names.labelOf(dimension)];
        if (label !== undefined) return label === value ? 'named' : 'other';
        return event.target === value || isWordOf(value, event.title.en) || isWordOf(value, event.title.zh) ? 'named' : 'silent';
      });
      return told.includes('named') && !told.includes('other') ? [{ finding, part }] : [];
    }),
  );
  return matches.sort((a, b) => shareOf(b.finding, b.part) - shareOf(a.finding, a.part))[0] ?? null;
}

/** Of a finding's change, how much a part explains; 0–1. */
export function shareOf({ actual, expected }: DimensionFinding, { explained }: DimensionPart): number {
  const change = actual - expected;
  return change === 0 ? 0 : Math.min(1, Math.max(0, explained / change));
}

/** Shorter values, such as a channel's letter, are words of any sentence. */
const wordLengthMin = 3;

function isWordOf(value: string, title: string): boolean {
  if (value.length < wordLengthMin) return false;
  const at = title.toLowerCase().indexOf(value.toLowerCase());
  if (at < 0) return false;
  const joins = (letter: string | undefined): boolean => letter !== undefined && /[A-Za-z0-9._-]/.test(letter);
  return !joins(title[at - 1]) && !joins(title[at + value.length]);
}

function namesNothing({ target, labels }: RoomEvent): boolean {
  return target === null && Object.keys(labels).length === 0;
}

function isCallOn(place: string, path: readonly string[]): boolean {
  return path.some((node, i) => i > 0 && place === edgeIdOf(path[i - 1] ?? '', node));
}
