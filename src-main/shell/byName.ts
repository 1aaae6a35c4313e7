import type { Caller } from '../../contract/commands';
import { refuse, type Result } from '../../contract/result';

/** What is done in somebody's name is refused where nobody is signed in; whose name stands there is what main's session says. */
export async function byName<Value>({ person }: Caller, act: (name: string) => Result<Value>): Promise<Result<Value>> {
  return person === null
    ? refuse('not-allowed', 'Nobody is signed in. Sign in, then do it again in your name.')
    : act(person.name);
}
