import type { Incident, IncidentStep } from '../../../contract/incidents';
import type { EventKind, RoomEvent } from '../../../contract/state';
import type { LocalText } from '../../../contract/words';

/** One line of what happened: a step of the incident, or something that changed in the system meanwhile. */
export type TimelineRow =
  | { readonly kind: 'step'; readonly at: number; readonly step: IncidentStep }
  | {
      readonly kind: 'event';
      readonly at: number;
      readonly what: EventKind;
      readonly title: LocalText;
      readonly target: string | null;
    };

/** What is looked back for changes: a release shows its damage within half an hour, or not at all. */
const lookBackMs = 30 * 60_000;
const told: readonly EventKind[] = ['change', 'action', 'release', 'drill', 'stress', 'promotion'];

/** Newest first. A change that the incident names itself is told once. */
export function timelineRows(
  { steps, context, startedAt, resolvedAt }: Pick<Incident, 'steps' | 'context' | 'startedAt' | 'resolvedAt'>,
  events: Readonly<Record<string, RoomEvent>>,
): readonly TimelineRow[] {
  const until = resolvedAt ?? Infinity;
  const around = Object.values(events).filter(
    ({ kind, at }) => told.includes(kind) && at >= startedAt - lookBackMs && at <= until,
  );
  const named = context.flatMap((each) =>
    each.kind === 'change' && !around.some(({ at, title }) => at === each.at && title.zh === each.name.zh)
      ? [{ kind: 'event' as const, at: each.at, what: 'change' as const, title: each.name, target: null }]
      : [],
  );
  const rows: TimelineRow[] = [
    ...steps.map((step): TimelineRow => ({ kind: 'step', at: step.at, step })),
    ...around.map(({ at, kind, title, target }): TimelineRow => ({ kind: 'event', at, what: kind, title, target })),
    ...named,
  ];
  // Steps of one moment keep their order, the later one above.
  return rows.reverse().sort((a, b) => b.at - a.at);
}
