import type { Caller, CommandHandlers, CommandName } from '../../contract/commands';
import { accept } from '../../contract/result';
import type { People } from '../control/people/people';

type PeopleCommand = Extract<CommandName, `people.${string}`>;

/** Who asks is what main's session says, never what the window says. */
export function createPeopleHandlers(people: People): Pick<CommandHandlers, PeopleCommand> {
  const byAdmin = async <Answer>({ person }: Caller, act: (by: string) => Promise<Answer>): Promise<Answer | Lacks> =>
    person === null ? people.lacks('admin') : act(person.id);
  return {
    'people.createFirst': ({ name, passphrase }) => people.createFirst(name, passphrase),
    'people.signIn': ({ name, passphrase }) => people.signIn(name, passphrase),
    'people.signOut': async () => {
      people.signOut();
      return accept(undefined);
    },
    'people.create': (draft, caller) => byAdmin(caller, (by) => people.create(by, draft)),
    'people.setRoles': ({ personId, roles }, caller) => byAdmin(caller, (by) => people.setRoles(by, personId, roles)),
    'people.rename': ({ personId, name }, caller) => byAdmin(caller, (by) => people.rename(by, personId, name)),
    'people.remove': ({ personId }, caller) => byAdmin(caller, (by) => people.remove(by, personId)),
    'people.setPassphrase': (change, caller) => byAdmin(caller, (by) => people.setPassphrase(by, change)),
  };
}

type Lacks = ReturnType<People['lacks']>;
