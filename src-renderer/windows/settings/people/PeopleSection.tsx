import type { ReactNode } from 'react';
import { useText } from '../../../i18n/useText';
import { useConsole } from '../../../state/windowConsole';
import { PeopleForm } from '../../../ui/people/PeopleForm';
import { selectPeople, selectSession } from '../../../ui/people/selectPeople';
import { PersonRow } from './PersonRow';
import { RoleToggles, rolesIn } from './RoleToggles';
import '../../../ui/people/people.css';

/** Who is known at this console and what each may do. Everybody may read it; main lets only admins change it. */
export function PeopleSection(): ReactNode {
  const text = useText();
  const people = useConsole(selectPeople);
  const session = useConsole(selectSession);
  const admin = session?.roles.includes('admin') === true;
  return (
    <section className="people-section">
      <p className="soft">{text('people.whatRoles')}</p>
      {!admin && <p className="soft">{text('people.needAdmin')}</p>}
      <table className="people-table">
        <thead>
          <tr>
            <th>{text('people.name')}</th>
            <th>{text('people.roles')}</th>
            {admin && <th>{text('people.actions')}</th>}
          </tr>
        </thead>
        <tbody>
          {Object.entries(people).map(([id, person]) => (
            <PersonRow key={id} id={id} person={person} own={session?.personId === id} admin={admin} />
          ))}
        </tbody>
      </table>
      {admin && (
        <>
          <h3>{text('people.create')}</h3>
          <PeopleForm
            fields={['name', 'passphrase', 'again']}
            button={text('people.create')}
            makesNew
            send={({ name, passphrase }, form) =>
              window.highnoon.ask('people.create', { name, passphrase, roles: rolesIn(form) })
            }
          >
            <RoleToggles />
          </PeopleForm>
        </>
      )}
    </section>
  );
}
