import { peopleMax } from '../../../contract/limits';
import type { Refusal } from '../../../contract/result';
import type { PeopleFileView } from '../../../contract/state';
import type { Text } from '../../i18n/text';

/** A refusal in the room's language where there is a sentence for it; otherwise the words that came with it. */
export function refusalText(refusal: Refusal, text: Text, phase: PeopleFileView['phase'], signedIn: boolean): string {
  const { because } = refusal;
  if (because === undefined) return refusal.message;
  if (because.reason === 'role')
    return `${text('people.refused.role', { role: text(`people.role.${because.role}`) })} ${howToGetIt(text, phase, signedIn)}`;
  if (because.reason === 'backend') return `${text(`failure.${because.failure}`)} · ${refusal.message}`;
  if (because.reason === 'wait') return text('people.refused.wait', { seconds: because.seconds });
  if (because.reason === 'people-full') return text('people.refused.people-full', { count: peopleMax });
  return text(`people.refused.${because.reason}`);
}

function howToGetIt(text: Text, phase: PeopleFileView['phase'], signedIn: boolean): string {
  if (phase === 'locked') return text('people.locked');
  return text(signedIn ? 'people.how.signedIn' : `people.how.${phase}`);
}
