import type { Slice } from '../../../contract/words';

/** What a dragged row carries: its slice. Dragged things of other kinds and other programs have other types. */
export const rowDragType = 'application/x-highnoon-slice';

/** Null for anything that is not a slice: what is dropped may come from anywhere. */
export function droppedSlice(text: string): Slice | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
    const entries: [string, unknown][] = Object.entries(value);
    return entries.every((entry): entry is [string, string] => typeof entry[1] === 'string') ? Object.fromEntries(entries) : null;
  } catch {
    return null;
  }
}
