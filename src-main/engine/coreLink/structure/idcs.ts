import type { Workspace } from '../../../../contract/workspace';
import type { Draft, Enricher } from './draft';

/** Where each node runs, and what people call those places. Enrichers before this one have found the nodes. */
export const idcs: Enricher = (draft, { workspace }) => {
  const names = idcNames(workspace);
  const order = (id: string): number => {
    const place = Object.keys(names).indexOf(id);
    return place < 0 ? Number.MAX_SAFE_INTEGER : place;
  };
  const sorted = (ids: Iterable<string>): string[] =>
    [...ids].sort((a, b) => order(a) - order(b) || (a < b ? -1 : a > b ? 1 : 0));
  const nodes = new Map([...draft.nodes].map(([id, node]) => [id, { ...node, idcs: sorted(idcsOf(draft, id)) }]));
  const used = new Set([...nodes.values()].flatMap((node) => node.idcs));
  return {
    ...draft,
    nodes,
    idcs: sorted(used).map((id) => ({ id, name: names[id] ?? { zh: id, en: id } })),
  };
};

/** Externals stand in no IDC of ours, whatever label somebody put on them. */
function idcsOf({ nodes, sightings }: Draft, id: string): readonly string[] {
  return nodes.get(id)?.kind === 'external' ? [] : (sightings.get(id)?.idcs ?? []);
}

/** The values of the dimension that speaks of IDCs: the one of that id, or of the same label. */
function idcNames({ dimensions, coreLink }: Workspace): NonNullable<Workspace['dimensions'][string]['values']> {
  const label = coreLink?.labels.idc ?? 'idc';
  const found = Object.entries(dimensions).find(([id, dimension]) => (dimension.label ?? id) === label) ?? [];
  return found[1]?.values ?? {};
}
