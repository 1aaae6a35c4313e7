import { edgeIdOf, type CoreEdge, type CoreLink, type CoreNode } from '../../../../contract/coreLink';
import { demoWorkspace } from '../../incidents/testing/demoWorkspace';

/** Demo City's own core link, as the engine reports it once its IDCs are known. */
export function demoLink(): CoreLink {
  const { coreLink } = demoWorkspace();
  if (coreLink === undefined) throw new Error('the demo workspace has a core link');
  const named = (id: string): { readonly id: string; readonly name: CoreNode['name'] } => ({ id, name: { zh: id, en: id } });
  return {
    revision: 1,
    domains: Object.entries(coreLink.domains).map(([id, { name }]) => ({ id, name })),
    idcs: ['idc-a', 'idc-b', 'idc-c'].map(named),
    path: coreLink.path,
    nodes: Object.entries(coreLink.nodes).map(([id, { name, domain, kind }]) => ({
      ...{ id, name, domain, kind },
      origin: 'workspace',
      idcs: kind === 'external' || ['app', 'miniapp'].includes(id) ? [] : ['idc-a', 'idc-b', 'idc-c'],
    })),
    edges: coreLink.edges.map(({ from, to }) => edgeOf(from, to)),
    sources: [],
    leftOut: 0,
  };
}

export function edgeOf(from: string, to: string): CoreEdge {
  return { id: edgeIdOf(from, to), from, to, origin: 'workspace' };
}

/** A node that nobody named: it stands at the margin, unless `domain` says otherwise. */
export function newNode(id: string, domain: string | null = null): CoreNode {
  return {
    id,
    name: { zh: id, en: id },
    domain,
    kind: 'service',
    origin: domain === null ? 'discovered' : 'workspace',
    idcs: [],
  };
}

export function withParts(link: CoreLink, nodes: readonly CoreNode[], edges: readonly CoreEdge[] = []): CoreLink {
  return { ...link, revision: link.revision + 1, nodes: [...link.nodes, ...nodes], edges: [...link.edges, ...edges] };
}

export function without(link: CoreLink, gone: ReadonlySet<string>): CoreLink {
  return {
    ...link,
    revision: link.revision + 1,
    nodes: link.nodes.filter(({ id }) => !gone.has(id)),
    edges: link.edges.filter(({ id, from, to }) => !gone.has(id) && !gone.has(from) && !gone.has(to)),
  };
}

export type Random = () => number;

/** Park and Miller's generator: enough to draw graphs by. */
export function randomOf(seed: number): Random {
  let state = (seed * 7_919) % 2_147_483_647 || 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** Any graph at all: circles, nodes without calls, calls to itself, empty and crowded domains. */
export function anyLink(seed: number, nodesMax = 80): CoreLink {
  const random = randomOf(seed);
  const upTo = (count: number): number => Math.floor(random() * count);
  const domains = Array.from({ length: 1 + upTo(12) }, (_, index) => `d${index}`);
  const kinds = ['service', 'service', 'service', 'middleware', 'external'] as const;
  const nodes = Array.from({ length: 1 + upTo(nodesMax) }, (_, index): CoreNode => ({
    ...newNode(`n${index}`, random() < 0.1 ? null : (domains[upTo(domains.length)] ?? null)),
    kind: kinds[upTo(kinds.length)] ?? 'service',
    idcs: ['a', 'b', 'c'].filter(() => random() < 0.5),
  }));
  const edges = new Map<string, CoreEdge>();
  for (let count = upTo(3 * nodes.length); count > 0; count -= 1) {
    const edge = edgeOf(`n${upTo(nodes.length)}`, `n${upTo(nodes.length)}`);
    edges.set(edge.id, edge);
  }
  return {
    revision: 1,
    domains: domains.map((id) => ({ id, name: { zh: id, en: id } })),
    idcs: ['a', 'b', 'c'].map((id) => ({ id, name: { zh: id, en: id } })),
    path: [],
    nodes,
    edges: [...edges.values()],
    sources: [],
    leftOut: 0,
  };
}
