import type { ReactNode } from 'react';
import { useText } from '../../../i18n/useText';
import { useConsole } from '../../../state/windowConsole';
import { selectSecrets } from '../../../ui/secrets/selectSecrets';
import { SecretRow } from '../SecretRow';

/** What notification channels and protection targets are spoken to with; nothing where the workspace calls for none. */
export function DoorSecrets(): ReactNode {
  const text = useText();
  const secrets = Object.values(useConsole(selectSecrets)).filter(({ backendId }) => backendId === null);
  if (secrets.length === 0) return null;
  return (
    <section className="panel door-secrets">
      <h2>{text('secret.doors')}</h2>
      {secrets.map((secret) => (
        <SecretRow key={secret.id} secret={secret} />
      ))}
    </section>
  );
}
