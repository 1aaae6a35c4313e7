import { axisOf, beforeMsOf, rangeDefault, spanChoicesMs, spanMsOf } from '../../contract/rangeChoices';
import type { RoomRange } from '../../contract/roomView';
import type { SharedState } from '../../contract/state';
import { useMemo } from 'react';
import { ask } from '../ui/ask';
import { roomNow, useConsole, windowConsole } from './windowConsole';

/** The time range that every curve of every window shows. */
export function useRoomRange(): RoomRange {
  return useConsole(selectRange);
}

/** The axis that goes into a panel's query; keeps its identity while the range stays. */
export function useRoomAxis(): ReturnType<typeof axisOf> {
  const range = useRoomRange();
  return useMemo(() => axisOf(range), [range]);
}

/** Looks at a moment; at or past the room's now it follows the clock again. */
export function lookAt(at: number | null): void {
  changeRange({ at: at === null || at >= roomNow() ? null : Math.max(0, Math.round(at)) });
}

export function backToNow(): void {
  if (presentRange().at !== null) changeRange({ at: null });
}

/** A quarter of the picture into the past (−1) or towards now (1). */
export function moveRange(direction: -1 | 1): void {
  const range = presentRange();
  if (range.at === null && direction === 1) return;
  lookAt((range.at ?? roomNow()) + (direction * spanMsOf(range)) / 4);
}

/** The next narrower (−1) or wider (1) of the spans that a person picks from. */
export function zoomRange(direction: -1 | 1): void {
  const span = spanMsOf(presentRange());
  const choices = direction === 1 ? spanChoicesMs : [...spanChoicesMs].reverse();
  const next = choices.find((each) => (each - span) * direction > 0);
  if (next !== undefined) showSpan(next);
}

export function showSpan(spanMs: number): void {
  changeRange({ beforeMs: beforeMsOf(spanMs) });
}

/** A stretch marked on a curve becomes the whole picture; one that reaches past now follows it. */
export function showStretch(from: number, to: number): void {
  const now = roomNow();
  if (to < now) changeRange({ at: Math.round(to), beforeMs: beforeMsOf(to - from) });
  else if (from < now) changeRange({ at: null, beforeMs: beforeMsOf((now - from) * 1.5) });
}

/** `2026-11-11`, or null for no fourth line. */
export function compareWithDay(chosenDay: string | null): void {
  changeRange({ chosenDay });
}

function changeRange(change: Partial<RoomRange>): void {
  void ask('view.setRange', { ...presentRange(), ...change });
}

function presentRange(): RoomRange {
  return selectRange(windowConsole().getState().shared);
}

function selectRange(shared: SharedState): RoomRange {
  return shared.range['room'] ?? rangeDefault;
}
