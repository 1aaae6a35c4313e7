import type { CityTopology } from '../../contract/cityApi';
import { edgeIdOf } from '../../contract/coreLink';
import type { Suspect } from '../../contract/diagnosis';
import type { FaultTruth } from '../../src-main/demoCity/faults/faultStage';

/**
 * Which suspects name the fault. A fault of a node: the node, or a change that was made there. Of a payment channel: the third party, or the
 * call to it. A network's: its IDC, and nothing less. A cache that lost its keys answers as ever; what its operators see is the database that
 * it covered, so that database and the calls that fall on it count as well.
 */
export function namesFault({ nodes, edges }: CityTopology, { kind, target }: FaultTruth): (suspect: Suspect) => boolean {
  const { node, edge, idc } = target;
  if (edge !== undefined) return nameAny([edgeIdOf(edge.from, edge.to), edge.to]);
  if (node === undefined) return (suspect) => suspect.kind === 'idc' && suspect.target === idc;
  const callers = edges.filter(({ to }) => to === node).map(({ from }) => from);
  if (kind === 'paymentOutage') return nameAny([node, ...callers.map((from) => edgeIdOf(from, node))]);
  if (kind !== 'cacheStampede') return nameAny([node]);
  const databases = nodes.filter((each) => each.kind === 'middleware' && isBehind(each.id)).map(({ id }) => id);
  return nameAny([node, ...databases, ...databases.flatMap((id) => callers.map((from) => edgeIdOf(from, id)))]);

  /** Called by callers of the cache, and by nobody else. */
  function isBehind(id: string): boolean {
    const into = edges.filter(({ to }) => to === id);
    return id !== node && into.length > 0 && into.every(({ from }) => callers.includes(from));
  }
}

function nameAny(targets: readonly string[]): (suspect: Suspect) => boolean {
  return ({ kind, target, evidence }) =>
    // Evidence of a change is of its event; where it happened stands in the path.
    targets.includes(target) || (kind === 'change' && evidence.some(({ of }) => targets.includes(of)));
}
