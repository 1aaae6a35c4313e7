import type { BackendEvent } from '../backend';

/** What came in, before the room gives it a time: the same for every sender. */
export interface Delivered extends Pick<BackendEvent, 'kind' | 'title' | 'target' | 'traffic' | 'until' | 'labels'> {
  /** Null: the sender has none. */
  readonly id: string | null;
  /** Null: now. */
  readonly at: number | null;
}

/** One delivery read. `ignored`: well formed, but nothing that the room wants to know, and why. `refusal`: what is wrong with it. */
export type Delivery = { readonly events: readonly Delivered[] } | { readonly ignored: string } | { readonly refusal: string };
