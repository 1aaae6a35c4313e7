import { edgeIdOf, type CoreEdge, type CoreLink, type CoreNode, type NodeKind } from '../../contract/coreLink';
import { seededRandom, type SeededRandom } from '../../src-main/demoCity/random/seededRandom';

/**
 * A service graph of so many nodes and calls, the same for the same seed: domains one after another as an order passes them, calls
 * mostly to what lies deeper in the own domain or in one of the next, a few back, and degrees with a heavy tail — most
 * services are called by two or three others, the one gateway and the one store by hundreds.
 */
export function drawGraph(nodeCount: number, edgeCount: number, seed = 1): CoreLink {
  const random = seededRandom(seed);
  const domainCount = Math.max(4, Math.round(Math.sqrt(nodeCount) / 1.6));
  const nodes = Array.from({ length: nodeCount }, (_, index) =>
    drawNode(index, Math.floor((index * domainCount) / nodeCount), random),
  );
  const edges = drawEdges(nodes, edgeCount, domainCount, random);
  return {
    revision: 1,
    domains: Array.from({ length: domainCount }, (_, domain) => named(`domain-${domain + 1}`)),
    idcs: idcs.map(named),
    path: nodes.filter(({ kind }, index) => kind === 'service' && index % Math.ceil(nodeCount / 10) === 0).map(({ id }) => id),
    nodes,
    edges,
    sources: [],
    leftOut: 0,
  };
}

const idcs = ['idc-a', 'idc-b'] as const;
/** Shape of the Pareto weights by which callers and callees are drawn: a mean, but no variance. */
const tail = 1.6;
const insideShare = 0.7;
const backShare = 0.04;

function drawNode(index: number, domain: number, random: SeededRandom): CoreNode {
  const drawn = random.next();
  const kind: NodeKind = drawn < 0.76 ? 'service' : drawn < 0.96 ? 'middleware' : 'external';
  const id = `${kind === 'service' ? 'svc' : kind === 'middleware' ? 'store' : 'ext'}-${index + 1}`;
  return {
    id,
    name: { zh: id, en: id },
    domain: `domain-${domain + 1}`,
    kind,
    origin: 'workspace',
    idcs: kind === 'external' ? [] : idcs,
  };
}

function drawEdges(nodes: readonly CoreNode[], count: number, domainCount: number, random: SeededRandom): readonly CoreEdge[] {
  const weights = nodes.map(() => (1 - random.next()) ** (-1 / tail));
  const inDomain = Array.from({ length: domainCount }, (): number[] => []);
  nodes.forEach(({ domain }, index) => inDomain[Number(domain?.slice('domain-'.length)) - 1]?.push(index));
  const callers = drawByWeight(
    nodes.flatMap(({ kind }, index) => (kind === 'service' ? [index] : [])),
    weights,
  );
  const callees = inDomain.map((indexes) => drawByWeight(indexes, weights));
  const made = new Map<string, CoreEdge>();
  // Tries that find a call that is there already are lost: a graph near its greatest density has fewer calls than asked for.
  for (let tried = 0; made.size < count && tried < 20 * count; tried += 1) {
    const caller = callers(random);
    const home = domainOf(nodes[caller], domainCount);
    const where = random.next();
    const away = 1 + Math.floor(random.exponential() * 1.5);
    const domain =
      where < insideShare ? home : where < 1 - backShare ? Math.min(home + away, domainCount - 1) : Math.max(home - away, 0);
    const callee = callees[domain]?.(random) ?? caller;
    const [from, to] =
      domain === home && callee < caller && nodes[callee]?.kind === 'service' ? [callee, caller] : [caller, callee];
    const [a, b] = [nodes[from], nodes[to]];
    if (a === undefined || b === undefined || a === b) continue;
    const id = edgeIdOf(a.id, b.id);
    made.set(id, { id, from: a.id, to: b.id, origin: 'workspace' });
  }
  return [...made.values()];
}

function domainOf(node: CoreNode | undefined, domainCount: number): number {
  return node?.domain === null || node === undefined ? domainCount - 1 : Number(node.domain.slice('domain-'.length)) - 1;
}

/** Indexes, each as often as its weight says. */
function drawByWeight(indexes: readonly number[], weights: readonly number[]): (random: SeededRandom) => number {
  const sums: number[] = [];
  let sum = 0;
  for (const index of indexes) sums.push((sum += weights[index] ?? 0));
  return (random) => {
    const wanted = random.next() * sum;
    let [low, high] = [0, sums.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] ?? 0) < wanted) low = middle + 1;
      else high = middle;
    }
    return indexes[low] ?? 0;
  };
}

function named(id: string): { readonly id: string; readonly name: { readonly zh: string; readonly en: string } } {
  return { id, name: { zh: id, en: id } };
}
