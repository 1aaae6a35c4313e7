import { edgeIdOf } from '../../../../contract/coreLink';
import type { Topology } from '../../backends/backend';
import type { NodeNames } from '../nodeNames';
import type { QuestionRows } from '../reading/momentPart';
import type { FoundEdge, FoundNode, Sightings } from './draft';

/** What a backend told of who calls whom, by node id; nobody's calls are left out. */
export function sightingsOfTopology({ nodes, edges }: Topology, names: NodeNames): Sightings {
  const found = new Map<string, FoundNode>();
  for (const { name, kind, title, idcs } of nodes) {
    const id = names(name);
    if (id !== null) found.set(id, { name: title ?? { zh: name, en: name }, kind, idcs });
  }
  return collect(
    found,
    edges.map(({ from, to, callsPerSecond }) => ({ from, to, rate: callsPerSecond })),
    names,
  );
}

/** Nodes and calls that have a row with anything in it, where requests are counted; what stands still was not seen. */
export function sightingsOfRows(rows: readonly QuestionRows[], names: NodeNames): Sightings {
  const found = new Map<string, FoundNode>();
  const calls: FoundEdge[] = [];
  for (const { question, now } of rows) {
    if (question.measure !== 'requests') continue;
    for (const { key, value } of now.values()) {
      if (!(value > 0)) continue;
      const { node, from, to, idc } = question.at;
      if (node < 0) {
        calls.push({ from: key[from] ?? '', to: key[to] ?? '', rate: value });
        continue;
      }
      const name = key[node] ?? '';
      const id = names(name);
      if (id === null) continue;
      const where = idc < 0 || key[idc] === '' ? [] : [key[idc] ?? ''];
      const idcs = [...new Set([...(found.get(id)?.idcs ?? []), ...where])];
      found.set(id, { name: { zh: name, en: name }, kind: null, idcs });
    }
  }
  return collect(found, calls, names);
}

/** Ends of calls are nodes, too; of one call told twice (by both its ends) the larger number counts. */
function collect(nodes: Map<string, FoundNode>, calls: readonly FoundEdge[], names: NodeNames): Sightings {
  const edges = new Map<string, FoundEdge>();
  for (const call of calls) {
    const [from, to] = [names(call.from), names(call.to)];
    if (from === null || to === null || from === to) continue;
    for (const [id, name] of [
      [from, call.from],
      [to, call.to],
    ] as const)
      if (!nodes.has(id)) nodes.set(id, { name: { zh: name, en: name }, kind: null, idcs: [] });
    const id = edgeIdOf(from, to);
    const before = edges.get(id)?.rate ?? null;
    edges.set(id, { from, to, rate: before === null || call.rate === null ? call.rate : Math.max(before, call.rate) });
  }
  return { nodes, edges: [...edges.values()] };
}
