import { language, phraseText } from '../../i18n/text';
import type { FootAct } from './footActs';

/** What an act is called, in the window's language. */
export function actName({ name, holes }: FootAct): string {
  return phraseText({ key: name, holes: holes ?? {} }, language());
}
