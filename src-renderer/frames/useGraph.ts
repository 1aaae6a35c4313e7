import { useLayoutEffect, useState } from 'react';
import type { GraphFrame } from '../../contract/coreLink';
import type { GraphQuery } from '../../contract/graphQuery';
import { windowFrames } from './windowFrames';

/** The graph of this query as the engine last said it; null before a first answer. `query` must keep its identity while it asks for the same. */
export function useGraph(query: GraphQuery | null): GraphFrame | null {
  const [shown, setShown] = useState<{ readonly query: GraphQuery | null; readonly frame: GraphFrame | null }>(nothingShown);
  useLayoutEffect(() => {
    if (query === null) return undefined;
    const wanted = windowFrames().wantGraph(query);
    const show = (): void => setShown({ query, frame: wanted.answer() });
    wanted.onAnswer(show);
    show();
    return () => wanted.release();
  }, [query]);
  return shown.query === query ? shown.frame : null;
}

const nothingShown = { query: null, frame: null };
