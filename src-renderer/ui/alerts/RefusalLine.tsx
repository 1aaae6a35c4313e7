import type { ReactNode } from 'react';
import type { Refusal } from '../../../contract/result';
import { useText } from '../../i18n/useText';
import { useConsole } from '../../state/windowConsole';
import { refusalText } from '../people/refusalText';
import { selectPeopleFile, selectSession } from '../people/selectPeople';

/** Why something was not done, beside the button that was to do it: the window's own note lies behind an open sheet. */
export function RefusalLine({ refusal }: { refusal: Refusal | null }): ReactNode {
  const text = useText();
  const phase = useConsole(selectPeopleFile)?.phase ?? 'kept';
  const signedIn = useConsole(selectSession) !== null;
  if (refusal === null) return null;
  return (
    <p className="alert-refused" role="alert">
      {refusalText(refusal, text, phase, signedIn)}
    </p>
  );
}
