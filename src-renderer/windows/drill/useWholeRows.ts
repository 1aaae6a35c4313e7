import { useLayoutEffect, useState, type RefObject } from 'react';

/** The height of the element's parent, rounded down to whole rows: no row is cut through at the lower edge. Null before it is measured. */
export function useWholeRows(element: RefObject<HTMLElement | null>, rowPx: number): number | null {
  const [room, setRoom] = useState<number | null>(null);
  useLayoutEffect(() => {
    const parent = element.current?.parentElement;
    if (parent === null || parent === undefined) return;
    const sizes = new ResizeObserver((entries) => setRoom(entries.at(-1)?.contentRect.height ?? null));
    sizes.observe(parent);
    return () => sizes.disconnect();
  }, [element]);
  return room === null ? null : Math.max(1, Math.floor(room / rowPx)) * rowPx;
}
