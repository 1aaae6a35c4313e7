import { edgeIdOf, type CoreLink } from '../../contract/coreLink';
import type { Suspect } from '../../contract/diagnosis';

/** A node of the way from the symptom to the suspect, or the call between two of them. */
export interface WayStep {
  readonly kind: 'node' | 'link';
  readonly target: string;
  readonly isSymptom: boolean;
  readonly isSuspect: boolean;
}

/**
 * In order from the symptom to the suspect; a call whose path names only one end has its other end too. What was seen at the suspect
 * itself is led to from `stage`, the node of the stage that is counted, along the calls. Empty when seen from outside.
 */
export function waySteps(
  { kind, target, path }: Pick<Suspect, 'kind' | 'target' | 'path'>,
  coreLink: Pick<CoreLink, 'edges' | 'nodes'> | null,
  symptom: string | null,
  stage: string | null = null,
): readonly WayStep[] {
  const edges = new Set(coreLink?.edges.map(({ from, to }) => edgeIdOf(from, to)) ?? []);
  const [first, second] = path;
  const ledTo = first === undefined || second !== undefined || stage === null ? path : (callsTo(stage, first, coreLink) ?? path);
  const nodes = withBothEnds(ledTo, kind === 'link' ? target : null);
  return nodes.flatMap((id, i): WayStep[] => {
    const node: WayStep = { kind: 'node', target: id, isSymptom: id === symptom, isSuspect: kind !== 'link' && id === target };
    const former = nodes[i - 1];
    if (former === undefined) return [node];
    // Calls go from caller to callee; the way may go against them.
    const link = [edgeIdOf(former, id), edgeIdOf(id, former)].find((each) => edges.has(each));
    return link === undefined ? [node] : [{ kind: 'link', target: link, isSymptom: false, isSuspect: link === target }, node];
  });
}

/** What else the suspect's caller calls: that these are well is what tells the suspect from its caller. */
export function besideSuspect(
  { kind, target, path }: Pick<Suspect, 'kind' | 'target' | 'path'>,
  coreLink: Pick<CoreLink, 'edges'> | null,
): readonly string[] {
  const arrow = target.indexOf('→');
  const isLink = kind === 'link' && arrow > 0;
  if (coreLink === null) return [];
  const callee = isLink ? target.slice(arrow + 1) : target;
  // Seen at the suspect itself, the way has no caller: whoever calls it.
  const caller = isLink ? target.slice(0, arrow) : (path.at(-2) ?? coreLink.edges.find(({ to }) => to === callee)?.from);
  if (!coreLink.edges.some(({ from, to }) => from === caller && to === callee)) return [];
  return coreLink.edges.flatMap(({ from, to }) => (from === caller && to !== callee && !path.includes(to) ? [to] : []));
}

function withBothEnds(path: readonly string[], edgeId: string | null): readonly string[] {
  if (edgeId === null) return path;
  const arrow = edgeId.indexOf('→');
  const ends = [edgeId.slice(0, arrow), edgeId.slice(arrow + 1)];
  return [...path, ...ends.filter((id) => !path.includes(id))];
}

/** The shortest way along the calls, both ends included; null where there is none. */
function callsTo(from: string, to: string, coreLink: Pick<CoreLink, 'edges'> | null): readonly string[] | null {
  const ways = new Map<string, readonly string[]>([[from, [from]]]);
  // A map is walked in the order it is filled, also while it is: a breadth-first search.
  for (const [id, way] of ways) {
    if (id === to) return way;
    for (const edge of coreLink?.edges ?? []) if (edge.from === id && !ways.has(edge.to)) ways.set(edge.to, [...way, edge.to]);
  }
  return null;
}
