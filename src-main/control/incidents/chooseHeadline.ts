import type { Fold } from './fold';
import { isSameHeadline, type Headline } from './headline';
import { headlineFreeMs, headlineHoldMs } from './rules';

/** What is shown: the new headline while alarms still fold in, later only one whose meaning has held. */
export function chooseHeadline(fold: Fold, next: Headline, raisedAt: number, at: number): Headline {
  const { headline: shown } = fold;
  const take = (): Headline => {
    fold.headline = next;
    fold.nextHeadline = null;
    return next;
  };
  if (shown === null || at - raisedAt <= headlineFreeMs) return shown !== null && isSameHeadline(shown, next) ? shown : take();
  if (isSameHeadline(shown, next)) {
    fold.nextHeadline = null;
    return shown;
  }
  if (shown.meaning === next.meaning) return take();
  if (fold.nextHeadline?.meaning !== next.meaning) fold.nextHeadline = { meaning: next.meaning, since: at };
  return at - fold.nextHeadline.since >= headlineHoldMs ? take() : shown;
}
