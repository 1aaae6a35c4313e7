import type { LocalText } from '../../contract/words';
import { halfWay } from './routeShape';
import type { GraphScene } from './graphScene';
import type { ScenePart } from './travel';

/** The part of a scene that a target (a node's, edge's or place's id) means; the first place of a node that has several. Null: not drawn. */
export function partOfTarget(scene: GraphScene, target: string | null): ScenePart | null {
  if (target === null) return null;
  const find = (isMeant: (part: { readonly id: string; readonly own: string }) => boolean): ScenePart | null => {
    const node = scene.nodes.findIndex(({ id, place }) => isMeant({ id, own: place.node.id }));
    if (node >= 0) return { kind: 'node', index: node };
    const edge = scene.edges.findIndex(({ id, place }) => isMeant({ id, own: place.edge.id }));
    return edge >= 0 ? { kind: 'edge', index: edge } : null;
  };
  return find(({ id }) => id === target) ?? find(({ own }) => own === target);
}

/** Place id; what `view.focus` and pins are told. */
export function targetOfPart(scene: GraphScene, part: ScenePart): string | null {
  return (part.kind === 'node' ? scene.nodes[part.index]?.id : scene.edges[part.index]?.id) ?? null;
}

/** `pay-router`, `pay-router → 渠道 B`. */
export function namesOfPart(scene: GraphScene, part: ScenePart): readonly LocalText[] {
  if (part.kind === 'node') return [scene.nodes[part.index]?.place.node.name].filter((name) => name !== undefined);
  const edge = scene.edges[part.index];
  return [scene.nodes[edge?.from ?? -1], scene.nodes[edge?.to ?? -1]].flatMap((node) =>
    node === undefined ? [] : [node.place.node.name],
  );
}

/** Where a part stands, graph units: a node's centre, the middle of a link's way. */
export function placeOfPart(scene: GraphScene, part: ScenePart): { readonly x: number; readonly y: number } | null {
  if (part.kind === 'node') return scene.nodes[part.index] ?? null;
  const edge = scene.edges[part.index];
  return edge === undefined ? null : halfWay(edge.route);
}
