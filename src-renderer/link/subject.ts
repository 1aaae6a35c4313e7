import { edgeIdOf } from '../../contract/coreLink';
import type { Slice } from '../../contract/words';

/** What a link window, a pin or a drag is about, taken apart: a node, or a call between two; `idc` where it is one place of it. */
export type Subject =
  | { readonly kind: 'node'; readonly target: string; readonly node: string; readonly idc: string | null }
  | { readonly kind: 'link'; readonly target: string; readonly from: string; readonly to: string; readonly idc: string | null };

/** Reads what `edgeIdOf` and `placeIdOf` write. */
export function subjectOf(target: string): Subject {
  const at = target.lastIndexOf('@');
  const [id, idc] = at > 0 ? [target.slice(0, at), target.slice(at + 1)] : [target, null];
  const arrow = id.indexOf('→');
  return arrow < 0
    ? { kind: 'node', target, node: id, idc }
    : { kind: 'link', target, from: id.slice(0, arrow), to: id.slice(arrow + 1), idc };
}

/** The cut of a node's or a link's metrics that is this subject. */
export function sliceOfSubject(subject: Subject): Slice {
  const place = subject.idc === null ? {} : { idc: subject.idc };
  return subject.kind === 'node' ? { node: subject.node, ...place } : { from: subject.from, to: subject.to, ...place };
}

/** The node's or the edge's id, without its place. */
export function wholeIdOf(subject: Subject): string {
  return subject.kind === 'node' ? subject.node : edgeIdOf(subject.from, subject.to);
}

/** The nodes it touches: itself, or both ends. */
export function nodesOf(subject: Subject): readonly string[] {
  return subject.kind === 'node' ? [subject.node] : [subject.from, subject.to];
}
