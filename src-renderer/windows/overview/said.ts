import type { Grade } from '../../../contract/incidents';
import type { Phrase } from '../../i18n/text';
import type { Health } from '../../ui/health';

/** The answer of the whole screen: one sentence, a second line, and what the trouble costs. */
export interface Sentence {
  readonly health: Health;
  readonly main: Phrase;
  /** Why, and what to do; null when the sentence needs none. */
  readonly reason: Phrase | null;
  readonly cost: Cost | null;
  /** Of the incident that the sentence is about; null for every other sentence. */
  readonly incident: { readonly id: string; readonly grade: Grade } | null;
}

export interface Cost {
  readonly perMinute: Phrase;
  /** null until the engine knows since when. */
  readonly total: Phrase | null;
}

export function said(health: Health, main: Phrase): Sentence {
  return { health, main, reason: null, cost: null, incident: null };
}
