/** What service graphs and meshes write where they do not know who it was: an end of a call that is nobody's node. */
export function isNobody(name: string): boolean {
  return /^(unknown|user|)$/i.test(name);
}
