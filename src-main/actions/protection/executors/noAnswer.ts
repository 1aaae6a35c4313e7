import { ExecutorFailure } from '../executor';

export interface Attempted {
  /** Whom people would look at: never an address with a path, which may hold what is private. */
  readonly who: string;
  readonly why: string;
  readonly sent: boolean;
  /** Whether what was sent may change something there. */
  readonly changes: boolean;
}

/** Why no whole answer came, as an operator has to know it: only what changes something and was sent is `unknown`. */
export function noAnswer({ who, why, sent, changes }: Attempted): ExecutorFailure {
  if (!sent) return new ExecutorFailure('unreachable', `${who} cannot be reached (${why}); nothing was sent. Check its address.`);
  if (changes)
    return new ExecutorFailure(
      'unknown',
      `${who} did not answer to what was sent (${why}); read it back to know what is in force.`,
    );
  return new ExecutorFailure('unreachable', `${who} does not answer (${why}). Check that it is not overloaded.`);
}
