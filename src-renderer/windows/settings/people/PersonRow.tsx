import { useState, type ReactNode } from 'react';
import type { PersonView } from '../../../../contract/state';
import { useText } from '../../../i18n/useText';
import { ask } from '../../../ui/ask';
import { PeopleForm } from '../../../ui/people/PeopleForm';
import { rolesText } from '../../../ui/people/PersonChip';
import { RoleToggles } from './RoleToggles';

type Doing = 'rename' | 'reset' | 'remove' | null;

/** One person. A tick is a request: the box changes when main has kept it. */
export function PersonRow({
  id,
  person,
  own,
  admin,
}: {
  id: string;
  person: PersonView;
  own: boolean;
  admin: boolean;
}): ReactNode {
  const text = useText();
  const [doing, setDoing] = useState<Doing>(null);
  const done = (): void => setDoing(null);
  return (
    <tr>
      <td>
        <span className="strong">{person.name}</span> {own && <span className="faint">{text('people.you')}</span>}
      </td>
      <td>
        {admin ? (
          <RoleToggles
            value={person.roles}
            change={(wanted) => void ask('people.setRoles', { personId: id, roles: [...wanted] })}
          />
        ) : (
          rolesText(person.roles, text)
        )}
      </td>
      {admin && (
        <td>
          <span className="people-actions">
            <button type="button" className="button" onClick={() => setDoing('rename')}>
              {text('people.rename')}
            </button>
            <button type="button" className="button" onClick={() => setDoing('reset')}>
              {text(own ? 'people.changePassphrase' : 'people.reset')}
            </button>
            <button type="button" className="button" onClick={() => setDoing('remove')}>
              {text('people.remove')}
            </button>
            {doing !== null && (
              <button type="button" className="button quiet" onClick={done}>
                {text('people.cancel')}
              </button>
            )}
          </span>
          {doing === 'rename' && (
            <PeopleForm
              fields={['name']}
              name={person.name}
              button={text('people.save')}
              makesNew={false}
              send={({ name }) => window.highnoon.ask('people.rename', { personId: id, name })}
              done={done}
            />
          )}
          {doing === 'reset' && (
            <PeopleForm
              fields={own ? ['former', 'passphrase', 'again'] : ['passphrase', 'again']}
              button={text('people.save')}
              makesNew
              send={({ former, passphrase }) =>
                window.highnoon.ask('people.setPassphrase', { personId: id, passphrase, ...(own ? { former } : {}) })
              }
              done={done}
            />
          )}
          {doing === 'remove' && (
            <PeopleForm
              fields={[]}
              button={text('people.removeSure', { name: person.name })}
              makesNew={false}
              send={() => window.highnoon.ask('people.remove', { personId: id })}
              done={done}
            />
          )}
        </td>
      )}
    </tr>
  );
}
