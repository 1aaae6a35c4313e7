import type { ReactNode } from 'react';
import { useText } from '../../i18n/useText';
import { actName } from './actName';
import type { FootAct } from './footActs';
import type { FootState } from './footState';
import { keyName } from './keyName';

/** Which act stands on the large button while nothing is held. */
const mainActs = ['arm', 'undo', 'second', 'reason', 'readAgain', 'revert'] as const;

/** At the same place all the way: arm, then hold, then undo, then take back. */
export function MainButton({ state, acts }: { readonly state: FootState; readonly acts: readonly FootAct[] }): ReactNode {
  const text = useText();
  const main = mainOf(state, acts);
  if (main === undefined)
    return (
      <button type="button" className="hold-button" disabled>
        <span className="hold-words">{text(`main.${state.kind}`)}</span>
      </button>
    );
  return (
    <button type="button" className={`hold-button main ${main.id}`} data-main={main.id} onClick={main.run}>
      <span className="hold-words">
        {actName(main)} <span className="keycap">{keyName(main.key, text)}</span>
      </span>
    </button>
  );
}

function mainOf(state: FootState, acts: readonly FootAct[]): FootAct | undefined {
  if (state.kind === 'armedElsewhere' || state.kind === 'reading') return undefined;
  return mainActs.flatMap((id) => acts.find((act) => act.id === id) ?? [])[0];
}
