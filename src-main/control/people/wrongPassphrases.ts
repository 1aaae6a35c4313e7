/** How long a name has to wait after wrong passphrases. Kept in memory: what a restart forgives costs a restart. */
export interface WrongPassphrases {
  /** Ms until the next try of this name is looked at; 0 when it may come now. */
  waitMs(name: string): number;
  wrong(name: string): void;
  forgive(name: string): void;
}

/** Typing mistakes cost nothing. */
const freeTries = 3;
const firstWaitMs = 1_000;
/** Long enough to make guessing hopeless, short enough for the one who really forgot at lunch. */
const waitMsMax = 300_000;
/**
 * Names nobody has are counted too, or waiting would tell who exists. Pushing one name out takes this many tries of others,
 * one after another at a quarter of a second each: no faster than waiting.
 */
const namesMax = 1_000;

/** `monotonicMs`: a clock that nobody can set. */
export function createWrongPassphrases(monotonicMs: () => number): WrongPassphrases {
  const tries = new Map<string, { readonly count: number; readonly waitUntil: number }>();
  return {
    waitMs: (name) => Math.max(0, (tries.get(name)?.waitUntil ?? 0) - monotonicMs()),
    wrong: (name) => {
      const count = (tries.get(name)?.count ?? 0) + 1;
      const waitMs = count < freeTries ? 0 : Math.min(waitMsMax, firstWaitMs * 2 ** (count - freeTries));
      tries.delete(name);
      tries.set(name, { count, waitUntil: monotonicMs() + waitMs });
      const [oldest] = tries.keys();
      if (tries.size > namesMax && oldest !== undefined) tries.delete(oldest);
    },
    forgive: (name) => void tries.delete(name),
  };
}
