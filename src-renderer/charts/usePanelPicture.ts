import { useEffect, useRef, type RefObject } from 'react';
import type { PanelQuery } from '../../contract/frames';
import { openPanelDrawing, type PanelDrawing, type PanelPicture } from './panelDrawing';

/**
 * Mounts a picture in the element that the returned ref is given to. React only hands over the query and the scene (words,
 * look, events); samples go past it. `query` and `scene` must keep their identity while nothing changes (useMemo).
 */
export function usePanelPicture<Scene>(
  query: PanelQuery,
  scene: Scene,
  create: (root: HTMLElement) => PanelPicture<Scene>,
): RefObject<HTMLDivElement | null> {
  const root = useRef<HTMLDivElement>(null);
  const drawing = useRef<PanelDrawing<Scene> | null>(null);
  useEffect(() => {
    if (root.current === null) return;
    const opened = openPanelDrawing(root.current, query, create);
    drawing.current = opened;
    return () => {
      opened.close();
      drawing.current = null;
    };
  }, [query, create]);
  // After a new query the new drawing needs the scene too.
  useEffect(() => drawing.current?.setScene(scene), [scene, query, create]);
  return root;
}
