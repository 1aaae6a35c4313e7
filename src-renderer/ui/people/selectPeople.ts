import type { PeopleFileView, PersonView, SessionView, SharedState } from '../../../contract/state';

export function selectSession(shared: SharedState): SessionView | null {
  return shared.session['current'] ?? null;
}

export function selectPeopleFile(shared: SharedState): PeopleFileView | null {
  return shared.peopleFile['current'] ?? null;
}

export function selectPeople(shared: SharedState): Readonly<Record<string, PersonView>> {
  return shared.people;
}
