import type { PeopleReason, Refusal, Result } from '../../../contract/result';
import type { Role } from '../../../contract/roles';
import type { PeopleFileView } from '../../../contract/state';
import type { PeopleFileReading } from './peopleFile';

type PeoplePhase = PeopleFileView['phase'];

/** Which role is needed and the next step to it. */
export function lacks(role: Role, phase: PeoplePhase, signedIn: boolean): Result<never> {
  const how = signedIn ? 'Ask an admin of this console for that role, or sign in as somebody who has it.' : howToSignIn[phase];
  return refused('not-allowed', `This needs somebody with the role "${role}". ${how}`, { reason: 'role', role });
}

const howToSignIn: Readonly<Record<PeoplePhase, string>> = {
  none: 'Nobody is known here yet: create the first profile, which becomes admin.',
  kept: 'Nobody is signed in: sign in first.',
  locked: 'Nobody can sign in, because the file of people is gone or damaged: put it back from a backup and start again.',
};

export function refuseWait(seconds: number): Result<never> {
  return refused('not-allowed', `Too many wrong passphrases. Wait ${seconds} s and try again.`, { reason: 'wait', seconds });
}

/** The reasons that are not about one person's data. */
export function refusePeople(
  reason: Exclude<PeopleReason, 'name-taken' | 'last-admin' | 'people-full'>,
  path: string,
): Result<never> {
  const { code, message } = people[reason](path);
  return refused(code, message, { reason });
}

const people = {
  'wrong-passphrase': () => ({
    code: 'not-allowed',
    message: 'Nobody of this name has this passphrase. Check both and try again, or have an admin set a new one.',
  }),
  'people-exist': () => ({
    code: 'not-allowed',
    message: 'There is a first profile already: sign in, or ask an admin to create one for you.',
  }),
  'people-locked': (path) => ({
    code: 'not-allowed',
    message: `People were kept in ${path}, but that file is gone or damaged. Put it back from a backup and start again.`,
  }),
  'not-kept': (path) => ({
    code: 'unavailable',
    message: `${path} or the journal of people could not be written; everything stays as it was. See whether the disk is full, then try again.`,
  }),
  busy: () => ({ code: 'unavailable', message: 'Others are just being checked. Try again in a few seconds.' }),
} as const satisfies Record<string, (path: string) => { code: Refusal['code']; message: string }>;

/** For the log: also what to do to begin anew on purpose, which only the owner of this workstation account can. */
export function describeLock(path: string, reading: PeopleFileReading): string {
  const what =
    reading.kind === 'damaged'
      ? `${path} is damaged (${reading.cause})${reading.setAside === null ? '' : ` and was set aside as ${reading.setAside}`}`
      : `people were kept in ${path}, but it is gone`;
  return (
    `${what}: nobody can sign in and nobody can become admin. Put it back from a backup and start again. ` +
    'To begin anew on purpose, quit, remove people.json.set-aside, journals/people.journal and "peopleBegun" from settings.json.'
  );
}

function refused(code: Refusal['code'], message: string, because: NonNullable<Refusal['because']>): Result<never> {
  return { ok: false, refusal: { code, message, because } };
}
