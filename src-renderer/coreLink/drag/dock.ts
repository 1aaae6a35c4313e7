import { createStore } from 'zustand/vanilla';

/** What is held, from the moment it is taken until it is let go; null while nothing is. */
export interface Held {
  /** Node, edge or place id. */
  readonly target: string;
  /** Where the pointer is, CSS px of the window; null when it is held by the keyboard. */
  readonly at: { readonly x: number; readonly y: number } | null;
  /** Id of the drop target below the pointer. */
  readonly over: string | null;
  readonly isOutside: boolean;
}

export const dock = createStore<{ readonly held: Held | null }>(() => ({ held: null }));

export function hold(held: Held): void {
  dock.setState({ held });
}

export function letGo(): void {
  dock.setState({ held: null });
}
