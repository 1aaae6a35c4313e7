import { useEffect } from 'react';
import { overlap } from '../../coreLink/box';
import { seenBox } from '../../coreLink/camera';
import type { GraphScene } from '../../coreLink/graphScene';
import type { GraphPicture } from '../../coreLink/picture/graphPicture';

/** The contract's limit of one query. */
const wantedMax = 64;
/** A picture that still moves asks for nothing. */
const restMs = 250;

/** From near, the instances of the nodes that are seen are asked for; from further away none. */
export function useInstancesWanted(
  picture: GraphPicture | null,
  scene: GraphScene,
  want: (ids: readonly string[]) => void,
): void {
  useEffect(() => {
    if (picture === null) return;
    let timer: number | undefined;
    let asked = '';
    const look = (): void => {
      const seen = seenBox(picture.camera(), picture.view(), 0);
      const ids =
        picture.level() === 'near' ? scene.nodes.filter(({ box }) => overlap(box, seen)).map(({ place }) => place.node.id) : [];
      const wanted = [...new Set(ids)].slice(0, wantedMax);
      if (wanted.join(' ') === asked) return;
      asked = wanted.join(' ');
      want(wanted);
    };
    const later = (): void => {
      window.clearTimeout(timer);
      timer = window.setTimeout(look, restMs);
    };
    const stop = picture.onView(later);
    later();
    return () => {
      window.clearTimeout(timer);
      stop();
    };
  }, [picture, scene, want]);
}
