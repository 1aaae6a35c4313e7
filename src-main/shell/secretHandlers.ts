import type { CommandHandlers } from '../../contract/commands';
import { accept } from '../../contract/result';
import type { Secrets } from '../control/secrets';
import type { Credentials } from './credentials';

type SecretHandlers = Pick<CommandHandlers, Extract<keyof CommandHandlers, `secret.${string}`>>;

/** Values go in here and never come out: no command answers one. */
export function createSecretHandlers(secrets: Secrets, credentials: Credentials): SecretHandlers {
  return {
    'secret.keyStore': async () => accept({ available: credentials.available() }),
    'secret.provide': async ({ slotId, value, keep }) => secrets.provide(slotId, value, keep),
    'secret.forget': async ({ slotId }) => secrets.forget(slotId),
  };
}
