import { useEffect, useRef, type RefObject } from 'react';
import type { PanelQuery } from '../../contract/frames';
import './chart.css';
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
  const drawing = useRef<{ readonly of: PanelDrawing<Scene>; query: PanelQuery } | null>(null);
  const { panelId } = query;
  useEffect(
    () => () => {
      drawing.current?.of.close();
      drawing.current = null;
    },
    [panelId, create],
  );
  useEffect(() => {
    if (root.current === null) return;
    if (drawing.current === null) drawing.current = { of: openPanelDrawing(root.current, query, create), query };
    else if (drawing.current.query !== query) {
      drawing.current.query = query;
      drawing.current.of.setQuery(query);
    }
  }, [query, create]);
  // A new drawing needs the scene too.
  useEffect(() => drawing.current?.of.setScene(scene), [scene, panelId, create]);
  return root;
}
