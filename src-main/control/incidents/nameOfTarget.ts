import { edgeIdOf, placeIdOf, type CoreLink } from '../../../contract/coreLink';
import type { LocalText } from '../../../contract/words';

/**
 * What a node, a link or a place of one IDC is called: pay-router → 渠道 B · 一号机房. By the structure that is drawn now, or by the
 * workspace's own names while nobody knows one; what neither knows keeps its id.
 */
export function nameOfTarget(
  target: string,
  link: Pick<CoreLink, 'nodes' | 'edges' | 'idcs'> | undefined,
  workspaceNodes: Readonly<Record<string, { readonly name: LocalText }>>,
): LocalText {
  const names = new Map(Object.entries(workspaceNodes).map(([id, { name }]) => [id, name]));
  for (const { id, name } of link?.nodes ?? []) names.set(id, name);
  const whole = ofNodeOrEdge(target, names, link);
  if (whole !== null) return whole;
  for (const idc of link?.idcs ?? []) {
    const tail = placeIdOf('', idc.id);
    const part = target.endsWith(tail) ? ofNodeOrEdge(target.slice(0, -tail.length), names, link) : null;
    if (part !== null) return { zh: `${part.zh} · ${idc.name.zh}`, en: `${part.en} · ${idc.name.en}` };
  }
  return { zh: target, en: target };
}

function ofNodeOrEdge(
  target: string,
  names: ReadonlyMap<string, LocalText>,
  link: Pick<CoreLink, 'edges'> | undefined,
): LocalText | null {
  const node = names.get(target);
  if (node !== undefined) return node;
  const edge = link?.edges.find(({ id }) => id === target) ?? split(target, names);
  if (edge === null) return null;
  const [from, to] = [names.get(edge.from), names.get(edge.to)];
  return from === undefined || to === undefined ? null : { zh: `${from.zh} → ${to.zh}`, en: `${from.en} → ${to.en}` };
}

/** A link that is not drawn now, between two nodes that have names. */
function split(target: string, names: ReadonlyMap<string, LocalText>): { readonly from: string; readonly to: string } | null {
  for (const from of names.keys())
    for (const to of target.startsWith(edgeIdOf(from, '')) ? names.keys() : [])
      if (edgeIdOf(from, to) === target) return { from, to };
  return null;
}
