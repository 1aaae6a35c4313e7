import type { ReactNode } from 'react';
import type { SessionView } from '../../../contract/state';
import { useText } from '../../i18n/useText';
import { useConsole } from '../../state/windowConsole';
import { ask, dismissRefusal } from '../ask';
import { closePopover, popoverIds } from '../header/popovers';
import { PeopleForm } from './PeopleForm';
import { rolesText } from './PersonChip';
import { selectPeopleFile, selectSession } from './selectPeople';
import { clearPassphrases } from './takeFields';
import './people.css';

/** Signing in and out, in every window. What was typed does not outlive the popover. */
export function PersonPopover(): ReactNode {
  const session = useConsole(selectSession);
  return (
    <div
      className="popover person-popover"
      popover="auto"
      id={popoverIds.person}
      onToggle={({ currentTarget, newState }) => {
        if (newState === 'closed') clearPassphrases(currentTarget);
        else currentTarget.querySelector('input')?.focus();
      }}
    >
      {session === null ? <Nobody /> : <SignedIn key={session.personId} session={session} />}
    </div>
  );
}

function Nobody(): ReactNode {
  const text = useText();
  const file = useConsole(selectPeopleFile);
  if (file === null) return null;
  if (file.phase === 'kept')
    return (
      <>
        <h2>{text('people.signIn')}</h2>
        <SignInForm />
      </>
    );
  if (file.phase === 'none')
    return (
      <>
        <h2>{text('people.createFirst')}</h2>
        <p className="soft">{text('people.createFirstNote')}</p>
        <PeopleForm
          fields={['name', 'passphrase', 'again']}
          button={text('people.createFirst')}
          makesNew
          send={({ name, passphrase }) => window.highnoon.ask('people.createFirst', { name, passphrase })}
          done={leave}
        />
      </>
    );
  return (
    <>
      <h2>{text('people.signIn')}</h2>
      <p>{text('people.locked')}</p>
      <p className="people-path faint">{text('people.lockedPath', { path: file.path })}</p>
      {file.setAside !== null && <p className="people-path faint">{text('people.lockedAside', { path: file.setAside })}</p>}
    </>
  );
}

function SignInForm(): ReactNode {
  const text = useText();
  return (
    <PeopleForm
      fields={['name', 'passphrase']}
      button={text('people.signIn')}
      makesNew={false}
      send={({ name, passphrase }) => window.highnoon.ask('people.signIn', { name, passphrase })}
      done={leave}
    />
  );
}

function SignedIn({ session }: { session: SessionView }): ReactNode {
  const text = useText();
  return (
    <>
      <h2>{session.name}</h2>
      <p className="soft">{rolesText(session.roles, text)}</p>
      <p className="faint">{text('people.sessionNote')}</p>
      <button type="button" className="button" onClick={() => void ask('people.signOut', undefined)}>
        {text('people.signOut')}
      </button>
      <details>
        <summary>{text('people.switch')}</summary>
        <SignInForm />
      </details>
      <details>
        <summary>{text('people.changePassphrase')}</summary>
        <PeopleForm
          fields={['former', 'passphrase', 'again']}
          button={text('people.changePassphrase')}
          makesNew
          send={({ former, passphrase }) =>
            window.highnoon.ask('people.setPassphrase', { personId: session.personId, former, passphrase })
          }
          done={leave}
        />
      </details>
    </>
  );
}

/** What was refused for want of somebody may now be tried again. */
function leave(): void {
  dismissRefusal();
  closePopover(popoverIds.person);
}
