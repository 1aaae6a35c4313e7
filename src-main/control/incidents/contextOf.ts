import type { IncidentContext } from '../../../contract/incidents';
import type { RoomEvent } from '../../../contract/state';
import type { Workspace } from '../../../contract/workspace';
import { dateOf, spanOf } from './localTime';
import { changeBeforeMs, changesMax, promotionMs } from './rules';

/** What was known about the day and the minute when it began. Changes that touch the nodes in common come first. */
export function contextOf(
  startedAt: number,
  nodes: readonly string[],
  workspace: Workspace,
  events: readonly RoomEvent[],
): readonly IncidentContext[] {
  const date = dateOf(startedAt, workspace.timeZone);
  const { holidays, promotions } = workspace.calendar;
  return [
    ...holidays.filter((holiday) => holiday.date === date).map(({ name }) => ({ kind: 'holiday' as const, name })),
    ...promotions
      .filter((promotion) => isWithin(startedAt, spanOf(promotion, workspace.timeZone)))
      .map(({ name }) => ({ kind: 'promotion' as const, name })),
    ...events.flatMap((event): IncidentContext[] => {
      const { kind, title } = event;
      if (kind === 'promotion') return isUnderWay(event, startedAt, promotionMs) ? [{ kind, name: title }] : [];
      if (kind === 'drill' || kind === 'stress') return isUnderWay(event, startedAt, null) ? [{ kind, name: title }] : [];
      return [];
    }),
    ...changesBefore(startedAt, nodes, events),
  ];
}

/** Whether a promotion runs, by the calendar or because it was announced. */
export function promotionRuns(at: number, workspace: Workspace, events: readonly RoomEvent[]): boolean {
  return (
    workspace.calendar.promotions.some((promotion) => isWithin(at, spanOf(promotion, workspace.timeZone))) ||
    events.some((event) => event.kind === 'promotion' && isUnderWay(event, at, promotionMs))
  );
}

function changesBefore(startedAt: number, nodes: readonly string[], events: readonly RoomEvent[]): IncidentContext[] {
  const touches = ({ target }: RoomEvent): number => Number(target !== null && nodes.includes(target));
  return events
    .filter(({ kind, at }) => (kind === 'change' || kind === 'release') && at <= startedAt && at > startedAt - changeBeforeMs)
    .sort((a, b) => touches(b) - touches(a) || b.at - a.at)
    .slice(0, changesMax)
    .map(({ title, at }) => ({ kind: 'change', name: title, at }));
}

/** `lastsMs`: how long one without an end lasts; null: until somebody ends it. */
function isUnderWay({ at, until }: RoomEvent, now: number, lastsMs: number | null): boolean {
  const endsAt = until ?? (lastsMs === null ? Number.POSITIVE_INFINITY : at + lastsMs);
  return at <= now && now < endsAt;
}

function isWithin(at: number, { startsAt, endsAt }: { readonly startsAt: number; readonly endsAt: number }): boolean {
  return at >= startsAt && at < endsAt;
}
