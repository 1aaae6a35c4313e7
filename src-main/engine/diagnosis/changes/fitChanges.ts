import { evidenceMax, suspectsMax, type Suspect, type SuspectChange } from '../../../../contract/diagnosis';
import type { RoomEvent } from '../../../../contract/state';
import type { ChangeContext } from './changeContext';
import { changeEvidence } from './changeEvidence';
import { changeSuspects } from './changeSuspects';
import { changesIn, fitsMin, isUnderWay, likelihoodOf, mayCause } from './likelihood';
import { scopeOf } from './scopeOf';

/** More under one suspect are not read. */
const changesMax = 4;
/** How much of a suspect's doubt a change that certainly fits takes away: it supports what was measured, and does not replace it. */
const support = { suspect: 0.3, slice: 0.1, path: 0.1, everywhere: 0 } as const satisfies Record<SuspectChange['scope'], number>;
/** A change's evidence weighs little beside what was measured. */
const evidenceWeight = 0.3;

/**
 * Releases, configuration, switches and plans, drills, stress runs and promotions beside what was measured: which suspect each may
 * have done it to, and those that explain the loss better than any suspect, as suspects of their own. Only what came before the first
 * bad bucket counts. Pure. Likeliest first again.
 * @param events of the last day, of any kind; alarms are passed over
 */
export function fitChanges(
  suspects: readonly Suspect[],
  events: readonly RoomEvent[],
  context: ChangeContext,
): readonly Suspect[] {
  const changes = changesIn(events, context.to);
  const fitted = suspects.map((suspect) => withChanges(suspect, changes, context));
  return [...fitted, ...changeSuspects(fitted, changes, context)]
    .sort((a, b) => b.confidence - a.confidence)
    .slice(0, suspectsMax);
}

function withChanges(suspect: Suspect, events: readonly RoomEvent[], context: ChangeContext): Suspect {
  const firstBadAt = Math.min(suspect.since ?? Number.POSITIVE_INFINITY, context.startedAt);
  const scoped = events.flatMap((event) => {
    const scope = scopeOf(event, suspect, context);
    return scope === null ? [] : [{ event, scope }];
  });
  const changes = scoped
    .filter(({ event }) => mayCause(event, firstBadAt))
    .map(({ event, scope }): SuspectChange => {
      const alike = scoped.filter(
        (other) => other.event !== event && other.scope === scope && !isUnderWay(other.event, firstBadAt),
      );
      const fits = likelihoodOf(event, scope, firstBadAt, alike.length);
      return { eventId: event.id, kind: event.kind, title: event.title, at: event.at, fits, scope };
    })
    .filter(({ fits }) => fits >= fitsMin)
    .sort((a, b) => b.fits * support[b.scope] - a.fits * support[a.scope] || b.fits - a.fits)
    .slice(0, changesMax);
  const [best] = changes;
  if (best === undefined) return suspect;
  const strength = support[best.scope] * best.fits;
  return {
    ...suspect,
    confidence: suspect.confidence + (1 - suspect.confidence) * strength,
    evidence:
      strength === 0
        ? suspect.evidence
        : [...suspect.evidence.slice(0, evidenceMax - 1), changeEvidence(best, evidenceWeight, context.to)],
    changes,
  };
}
