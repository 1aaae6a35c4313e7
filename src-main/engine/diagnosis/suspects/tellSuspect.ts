import type { CoreLink } from '../../../../contract/coreLink';
import { evidenceMax, type Suspect } from '../../../../contract/diagnosis';
import type { Workspace } from '../../../../contract/workspace';
import type { LocalText } from '../../../../contract/words';
import type { Suspect as RankedSuspect } from '../rootCause/rootCause';
import { evidenceOf, type DrawnSpan, type EvidencePlace } from './evidenceOf';

/** What is known about a suspect beside what the ranking says. */
export interface Blame {
  readonly confidence: number;
  readonly share: number;
  /** Orders per minute that are lost in all; null where none are counted. */
  readonly lostPerMinute: number | null;
}

/** A node or a link as windows are told of it. */
export function tellSuspect(
  workspace: Workspace,
  link: CoreLink,
  ranked: RankedSuspect,
  { confidence, share, lostPerMinute }: Blame,
  drawn: DrawnSpan,
): Suspect {
  const kind = ranked.kind === 'link' ? 'link' : kindOf(link, ranked.id);
  const evidence = ranked.evidence
    .slice(0, evidenceMax)
    .map((each) => evidenceOf(workspace, each, placeOfId(link, each.of), drawn));
  const sinces = evidence.flatMap(({ since }) => since ?? []);
  return {
    id: `${kind} ${ranked.id}`,
    kind,
    target: ranked.id,
    name: nameOfPlace(link, ranked.id),
    confidence: inUnit(confidence),
    explains: { share: inUnit(share), perMinute: lostPerMinute === null ? null : inUnit(share) * lostPerMinute },
    since: sinces.length === 0 ? null : Math.min(...sinces),
    path: ranked.path,
    evidence,
    changes: [],
  };
}

/** Of a node, or `A → B` of a call. */
export function nameOfPlace(link: Pick<CoreLink, 'nodes' | 'edges'>, id: string): LocalText {
  const nameOf = (node: string): LocalText => link.nodes.find((each) => each.id === node)?.name ?? { zh: node, en: node };
  const edge = link.edges.find((each) => each.id === id);
  if (edge === undefined) return nameOf(id);
  const [from, to] = [nameOf(edge.from), nameOf(edge.to)];
  return { zh: `${from.zh} → ${to.zh}`, en: `${from.en} → ${to.en}` };
}

export function placeOfId(link: Pick<CoreLink, 'edges'>, id: string): EvidencePlace {
  const edge = link.edges.find((each) => each.id === id);
  return edge === undefined ? { node: id } : { from: edge.from, to: edge.to };
}

const suspectKindOf = { service: 'node', middleware: 'middleware', external: 'external' } as const;

function kindOf(link: CoreLink, node: string): Suspect['kind'] {
  return suspectKindOf[link.nodes.find(({ id }) => id === node)?.kind ?? 'service'];
}

function inUnit(share: number): number {
  return Math.min(1, Math.max(0, share));
}
