import type { Suspect, SuspectChange } from '../../../../contract/diagnosis';
import type { RoomEvent } from '../../../../contract/state';
import type { ChangeContext } from './changeContext';
import { changeEvidence } from './changeEvidence';
import { fitsMin, isUnderWay, likelihoodOf, mayCause } from './likelihood';
import { partOf, placesOf, shareOf } from './scopeOf';

/** What explains less than this of the loss is no cause of it. */
const shareMin = 0.3;

interface Candidate {
  readonly event: RoomEvent;
  readonly scope: 'slice' | 'everywhere';
  /** Of the change of the counted stage, 0–1. */
  readonly share: number;
}

/**
 * Changes that explain the loss better than anything measured: one that names the combination which the loss is in, or one that names
 * nothing when everybody changed alike. A change that a believed suspect carries already is told there.
 */
export function changeSuspects(
  suspects: readonly Suspect[],
  events: readonly RoomEvent[],
  context: ChangeContext,
): readonly Suspect[] {
  const carried = new Set(
    suspects.flatMap(({ changes }) => changes.flatMap(({ eventId, scope }) => (scope === 'suspect' ? [eventId] : []))),
  );
  const strongest = Math.max(0, ...suspects.map(({ confidence }) => confidence));
  const candidates = events.flatMap((event) => candidateOf(event, context) ?? []);
  return candidates
    .filter(({ event, share }) => share >= shareMin && !carried.has(event.id) && mayCause(event, context.startedAt))
    .flatMap(({ event, scope, share }): Suspect[] => {
      const alike = candidates.filter(
        (other) => other.event !== event && other.scope === scope && !isUnderWay(other.event, context.startedAt),
      );
      const fits = likelihoodOf(event, scope, context.startedAt, alike.length);
      const confidence = fits * share;
      return fits < fitsMin || confidence <= strongest ? [] : [suspectOf(event, { scope, fits, share, confidence }, context)];
    })
    .sort((a, b) => b.confidence - a.confidence);
}

function candidateOf(event: RoomEvent, context: ChangeContext): Candidate | null {
  const found = partOf(event, context);
  if (found !== null) return { event, scope: 'slice', share: shareOf(found.finding, found.part) };
  const [finding] = context.dimensions;
  if (finding === undefined || event.target !== null || Object.keys(event.labels).length > 0) return null;
  const change = finding.actual - finding.expected;
  return { event, scope: 'everywhere', share: change === 0 ? 0 : Math.min(1, Math.max(0, finding.everywhere / change)) };
}

function suspectOf(
  event: RoomEvent,
  { scope, fits, share, confidence }: { scope: Candidate['scope']; fits: number; share: number; confidence: number },
  context: ChangeContext,
): Suspect {
  const change: SuspectChange = { eventId: event.id, kind: event.kind, title: event.title, at: event.at, fits, scope };
  const { lostPerMinute } = context;
  return {
    id: `change ${event.id}`,
    kind: 'change',
    target: event.id,
    name: event.title,
    confidence,
    explains: { share, perMinute: lostPerMinute === null ? null : share * lostPerMinute },
    since: null,
    path: placesOf(event, context).slice(0, 1),
    evidence: [changeEvidence(change, 1, context.to)],
    changes: [change],
  };
}
