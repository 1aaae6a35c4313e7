import { accept, refuse, type Refusal, type Result } from '../../../contract/result';
import { peopleMax } from '../../../contract/limits';
import { roles, type Role } from '../../../contract/roles';
import { nameKey, type Person } from './personSchema';
import type { SealedPassphrase } from './passphrase';

/** What may become of the list of people. Values in, values out; whoever calls decides who may. */
type Book = readonly Person[];

export function withPerson(book: Book, person: Person): Result<Book> {
  if (book.length >= peopleMax) return refusal('bad-input', `This console keeps ${peopleMax} people at most.`, 'people-full');
  if (personNamed(book, person.name) !== undefined) return nameTaken(person.name);
  return accept([...book, { ...person, roles: rolesInOrder(person.roles) }]);
}

export function withRoles(book: Book, id: string, wanted: readonly Role[]): Result<Book> {
  return change(book, id, (person) => ({ ...person, roles: rolesInOrder(wanted) }));
}

export function withName(book: Book, id: string, name: string): Result<Book> {
  const present = personNamed(book, name);
  if (present !== undefined && present.id !== id) return nameTaken(name);
  return change(book, id, (person) => ({ ...person, name }));
}

export function withPassphrase(book: Book, id: string, passphrase: SealedPassphrase): Result<Book> {
  return change(book, id, (person) => ({ ...person, passphrase }));
}

export function withoutPerson(book: Book, id: string): Result<Book> {
  return change(book, id, () => null);
}

export function personNamed(book: Book, name: string): Person | undefined {
  return book.find((person) => nameKey(person.name) === nameKey(name));
}

export function isAdmin(book: Book, id: string): boolean {
  return book.some((person) => person.id === id && person.roles.includes('admin'));
}

function change(book: Book, id: string, make: (person: Person) => Person | null): Result<Book> {
  if (!book.some((person) => person.id === id)) return refuse('not-found', 'This console keeps no such person any more.');
  const after = book.flatMap((person) => (person.id === id ? (make(person) ?? []) : person));
  if (!after.some((person) => person.roles.includes('admin')))
    return refusal(
      'bad-input',
      'The last admin stays: make somebody else admin first, or nobody could ever change who may do what.',
      'last-admin',
    );
  return accept(after);
}

function nameTaken(name: string): Result<never> {
  return refusal('bad-input', `There is already somebody called ${name}; take another name.`, 'name-taken');
}

/** `watch` is everybody's. */
function rolesInOrder(wanted: readonly Role[]): Role[] {
  return roles.filter((role) => role === 'watch' || wanted.includes(role));
}

function refusal(code: Refusal['code'], message: string, reason: 'people-full' | 'name-taken' | 'last-admin'): Result<never> {
  return { ok: false, refusal: { code, message, because: { reason } } };
}
