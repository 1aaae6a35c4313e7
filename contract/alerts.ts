import type { EventSeverity, Matcher, RoomEvent } from './state';

/** Silencing as windows and main agree on it; without schemas, because windows read the limits. */

/** A silence ends by itself, and soon: whoever still needs it a day later says so again. */
export const silenceMsMax = 86_400_000;
export const silenceMatchersMax = 32;
export const silenceCommentCharactersMin = 3;
export const silenceCommentCharactersMax = 500;
/** Alerts of a preview that are listed; all of them are counted. */
export const previewListedMax = 50;

/** Why a silence would hide more than anybody meant; every window has a sentence for each in both languages. */
export type TooBroad =
  /** No matcher asks for one value of one label. */
  | { readonly why: 'no-equality' }
  /** This matcher is true of every value. */
  | { readonly why: 'matches-everything'; readonly matcher: Matcher }
  /** This pattern cannot be read here, so nobody can say what it hides. */
  | { readonly why: 'unreadable'; readonly matcher: Matcher };

export interface HiddenAlerts {
  readonly count: number;
  readonly bySeverity: Readonly<Record<EventSeverity, number>>;
  /** The gravest, then the newest of them; at most `previewListedMax`. */
  readonly listed: readonly RoomEvent[];
}

/** What a silence would hide now, and what it would have hidden in the past that this console remembers. */
export interface SilencePreview {
  /** As the server itself matches. */
  readonly present: HiddenAlerts;
  /** Ended alerts of our own journal, because Alertmanager has no history; null where the pattern cannot be read here. */
  readonly past: HiddenAlerts | null;
  /** The oldest alert that is remembered of this backend, epoch ms; null when none is. */
  readonly pastFrom: number | null;
  /** Such a silence is refused. */
  readonly tooBroad: TooBroad | null;
}
