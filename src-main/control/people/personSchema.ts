import { z } from 'zod';
import { peopleMax } from '../../../contract/limits';
import { roles } from '../../../contract/roles';
import { sealedPassphraseSchema } from './passphrase';

export const personSchema = z.strictObject({
  id: z.uuid(),
  name: z.string().min(1).max(64),
  roles: z.array(z.enum(roles)).max(roles.length),
  passphrase: sealedPassphraseSchema,
});
export type Person = z.infer<typeof personSchema>;

/** Twice the same id or name would leave open who is meant; without an admin nobody could ever change anything. */
export const peopleSchema = z
  .array(personSchema)
  .min(1)
  .max(peopleMax)
  .refine((people) => new Set(people.map(({ id }) => id)).size === people.length, 'an id stands there twice')
  .refine((people) => new Set(people.map(({ name }) => nameKey(name))).size === people.length, 'a name stands there twice')
  .refine((people) => people.some(({ roles: its }) => its.includes('admin')), 'nobody is admin');

/** Two names that look the same are the same. */
export function nameKey(name: string): string {
  return name.normalize('NFKC').toLowerCase();
}
