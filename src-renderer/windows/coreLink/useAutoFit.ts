import { useEffect, useLayoutEffect, useRef } from 'react';
import { autoFitAtRest, stepAutoFit } from '../../coreLink/autoFit';
import { fitCamera } from '../../coreLink/camera';
import type { GraphScene } from '../../coreLink/graphScene';
import { useGraphView } from '../../coreLink/graphView';
import type { GraphPicture } from '../../coreLink/picture/graphPicture';

const lookMs = 1_000;

/** Shows everything at first, at key 0, and on a wall again when what there is to see has changed for good. Returns what a hand on the picture calls. */
export function useAutoFit(picture: GraphPicture | null, scene: GraphScene): () => void {
  const { fits } = useGraphView();
  const handAt = useRef<number | null>(null);
  const state = useRef(autoFitAtRest);
  const hasScene = scene.bounds !== null;
  const { by } = scene;
  useLayoutEffect(() => {
    if (picture === null || !hasScene) return;
    handAt.current = null;
    picture.fit();
  }, [picture, hasScene, fits, by]);
  useEffect(() => {
    if (picture === null || scene.bounds === null || !window.highnoon.identity().wall) return;
    const { bounds } = scene;
    const timer = setInterval(() => {
      const view = picture.view();
      const step = stepAutoFit(state.current, {
        shown: picture.camera(),
        wanted: fitCamera(bounds, view),
        view,
        now: performance.now(),
        handAt: handAt.current,
      });
      state.current = step.state;
      if (step.fits) picture.fit();
    }, lookMs);
    return () => clearInterval(timer);
  }, [picture, scene]);
  // A window that got another size shows everything at once, unless somebody has chosen a view.
  useEffect(() => {
    if (picture === null) return;
    const refit = (): void => {
      if (handAt.current === null) picture.fit();
    };
    window.addEventListener('resize', refit);
    return () => window.removeEventListener('resize', refit);
  }, [picture]);
  return () => {
    handAt.current = performance.now();
  };
}
