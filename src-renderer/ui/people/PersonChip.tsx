import type { ReactNode } from 'react';
import type { Role } from '../../../contract/roles';
import type { Text } from '../../i18n/text';
import { useText } from '../../i18n/useText';
import { useConsole } from '../../state/windowConsole';
import { popoverIds } from '../header/popovers';
import { selectSession } from './selectPeople';

/** Who may act at this console, said in every window; opens where to sign in and out. */
export function PersonChip(): ReactNode {
  const text = useText();
  const session = useConsole(selectSession);
  return (
    <button
      type="button"
      className="header-part person-chip"
      popoverTarget={popoverIds.person}
      title={`${text('people.chipTitle')} (P)`}
    >
      <span>
        <span className="header-first">{session?.name ?? text('people.nobody')}</span>
        <span className="header-second">{session === null ? text('people.watchOnly') : rolesText(session.roles, text)}</span>
      </span>
    </button>
  );
}

/** `watch` is everybody's, so it is said only where there is nothing else. */
export function rolesText(roles: readonly Role[], text: Text): string {
  const told = roles.filter((role) => role !== 'watch');
  return told.length === 0 ? text('people.watchOnly') : told.map((role) => text(`people.role.${role}`)).join(' · ');
}
