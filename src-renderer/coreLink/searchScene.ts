import type { GraphScene } from './graphScene';

/** Node indexes whose id or name in either language holds these letters; names that begin so come first. Nothing for no letters. */
export function searchScene(scene: GraphScene, letters: string): readonly number[] {
  const wanted = letters.trim().toLowerCase();
  if (wanted === '') return [];
  const found = scene.nodes.flatMap(({ place: { node } }, i) => {
    const at = Math.min(...[node.id, node.name.zh, node.name.en].map((name) => placeIn(name.toLowerCase(), wanted)));
    return at === Infinity ? [] : [{ i, at }];
  });
  return found.sort((a, b) => a.at - b.at || a.i - b.i).map(({ i }) => i);
}

function placeIn(name: string, wanted: string): number {
  const at = name.indexOf(wanted);
  return at < 0 ? Infinity : at;
}
