import type { SharedState } from '../../../contract/state';

export function selectEvents(shared: SharedState): SharedState['events'] {
  return shared.events;
}

export function selectSilences(shared: SharedState): SharedState['silences'] {
  return shared.silences;
}

export function selectMayOperate(shared: SharedState): boolean {
  return shared.session['current']?.roles.includes('operate') === true;
}

/** The workspace's, or UTC while none is open. */
export function selectTimeZone(shared: SharedState): string {
  return shared.workspace['current']?.timeZone ?? 'UTC';
}
