import { useStore } from 'zustand';
import type { PreloadApi } from '../../contract/preloadApi';
import type { SharedState } from '../../contract/state';
import { noteArrivals } from './arrivals';
import { createConsoleState, type ConsoleState } from './consoleState';
import { roomAtOf } from './roomClock';

declare global {
  interface Window {
    /** Put there by preload before the first script runs. */
    readonly highnoon: PreloadApi;
  }
}

let mirror: ConsoleState | undefined;

function startMirror(): ConsoleState {
  const started = createConsoleState({
    api: window.highnoon,
    now: () => performance.now(),
    after: (ms, action) => void setTimeout(action, ms),
  });
  started.subscribe((after, before) => noteArrivals(after.shared, before.shared, performance.now()));
  return started;
}

/** This window's one mirror of the shared state; starts following at the first call. */
export function windowConsole(): ConsoleState {
  mirror ??= startMirror();
  return mirror;
}

/** Draws again when the selected part changes; selectors are named functions and return parts of the state, not new objects. */
export function useConsole<Part>(select: (shared: SharedState) => Part): Part {
  return useStore(windowConsole(), (state) => select(state.shared));
}

/** Room time now, epoch ms; the workstation's clock before the room's is known (RoomClock.backendId is then null). */
export function roomNow(): number {
  const { shared, clockArrivedAt } = windowConsole().getState();
  const clock = shared.clock['room'];
  return clock === undefined ? Date.now() : roomAtOf(clock, performance.now() - clockArrivedAt);
}

/** Room ms per workstation ms; Demo City may run faster than 1. */
export function roomRate(): number {
  return windowConsole().getState().shared.clock['room']?.rate ?? 1;
}
