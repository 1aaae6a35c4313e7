import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

/**
 * OWASP's second choice for scrypt, which asks 32 MiB of a console that also draws instead of 128:
 * https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html#scrypt
 */
const cost = { n: 32_768, r: 8, p: 3 } as const;
const saltBytes = 16;
const hashBytes = 32;
const base64 = (bytes: number): z.ZodType<string> =>
  z.base64().refine((text) => Buffer.from(text, 'base64').length === bytes, `${bytes} bytes in base64`);

/** Kept beside its own cost, so that a later console may ask more of new ones. Never less than today's, never more than a console can bear. */
export const sealedPassphraseSchema = z.strictObject({
  kind: z.literal('scrypt'),
  n: z.literal([32_768, 65_536, 131_072, 262_144]),
  r: z.literal(8),
  p: z.number().int().min(1).max(8),
  salt: base64(saltBytes),
  hash: base64(hashBytes),
});
export type SealedPassphrase = z.infer<typeof sealedPassphraseSchema>;

/** Takes about a quarter of a second on a thread of its own; main goes on meanwhile. */
export async function sealPassphrase(passphrase: string): Promise<SealedPassphrase> {
  const salt = randomBytes(saltBytes);
  const hash = await derive(passphrase, salt, cost);
  return { kind: 'scrypt', ...cost, salt: salt.toString('base64'), hash: hash.toString('base64') };
}

/** A name nobody has is checked against a hash that nothing gives, so that it takes as long as a name somebody has. */
export async function matchesPassphrase(passphrase: string, sealed: SealedPassphrase | null): Promise<boolean> {
  const { salt, hash, ...its } = sealed ?? nobodys;
  const derived = await derive(passphrase, Buffer.from(salt, 'base64'), its);
  return timingSafeEqual(derived, Buffer.from(hash, 'base64')) && sealed !== null;
}

const nobodys: SealedPassphrase = {
  kind: 'scrypt',
  ...cost,
  salt: Buffer.alloc(saltBytes).toString('base64'),
  hash: Buffer.alloc(hashBytes).toString('base64'),
};

/** The same passphrase typed on another keyboard may be composed of other code points: NFKC makes them one. */
function derive(passphrase: string, salt: Buffer, { n, r, p }: { n: number; r: number; p: number }): Promise<Buffer> {
  const options = { N: n, r, p, maxmem: 256 * n * r };
  return new Promise((resolve, reject) => {
    scrypt(passphrase.normalize('NFKC'), salt, hashBytes, options, (error, derived) =>
      error === null ? resolve(derived) : reject(error),
    );
  });
}
