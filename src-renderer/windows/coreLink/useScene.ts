import { useMemo } from 'react';
import type { CoreLink, GraphFrame, GraphLayout } from '../../../contract/coreLink';
import { buildScene, type GraphScene } from '../../coreLink/graphScene';
import type { GraphView } from '../../coreLink/graphView';
import { hiddenCount, hiddenPlaces } from '../../coreLink/hiddenPlaces';

/** What is drawn. Keeps its identity while a tick hides nothing else: numbers must never build the scene anew. */
export function useScene(
  link: CoreLink,
  layout: GraphLayout,
  frame: GraphFrame | null,
  { by, filter, showAll, onlyTrouble }: GraphView,
): { readonly scene: GraphScene; readonly hidden: number } {
  const now = useMemo(
    () => hiddenPlaces({ link, by, frame, filter, showAll, onlyTrouble }),
    [link, by, frame, filter, showAll, onlyTrouble],
  );
  const key = JSON.stringify([...now]);
  const hidden = useMemo(() => new Set(idsOf(key)), [key]);
  const scene = useMemo(() => buildScene({ link, layout, by, hidden }), [link, layout, by, hidden]);
  return { scene, hidden: hiddenCount(hidden, link) };
}

/** Our own text read back. */
function idsOf(key: string): string[] {
  const parsed: unknown = JSON.parse(key);
  return Array.isArray(parsed) ? parsed.filter((id) => typeof id === 'string') : [];
}
