import type { Workspace } from '../../../contract/workspace';
import { plainId } from '../plainId';
import { isNobody } from './nobody';

/** The node that a backend means by a name; null for what is nobody. The same name is the same node, whatever else there is. */
export type NodeNames = (name: string) => string | null;

/** A service graph of thousands of names in a day of restarts. */
const knownMax = 10_000;

/**
 * A name is the workspace's node of that id, or of the id that the name becomes (a proposal makes ids so). A discovered one's id
 * is the name itself where that is an id; otherwise a mark of the name is added, so that two names are never one node.
 */
export function createNodeNames(workspace: Workspace): NodeNames {
  const nodes = workspace.coreLink?.nodes ?? {};
  const known = new Map<string, string | null>();
  return (name) => {
    const before = known.get(name);
    if (before !== undefined) return before;
    if (known.size >= knownMax) known.clear();
    const id = nodeIdOf(name, nodes);
    known.set(name, id);
    return id;
  };
}

function nodeIdOf(name: string, nodes: object): string | null {
  if (Object.hasOwn(nodes, name)) return name;
  if (isNobody(name)) return null;
  const plain = plainId(name);
  if (plain === name || Object.hasOwn(nodes, plain)) return plain;
  return `${plain.slice(0, 55)}-${markOf(name)}`;
}

/** FNV-1a, 32 bit (http://www.isthe.com/chongo/tech/comp/fnv/), folded to four hexadecimal digits. */
function markOf(name: string): string {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(name)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return ((hash >>> 16) ^ (hash & 0xffff)).toString(16).padStart(4, '0');
}
