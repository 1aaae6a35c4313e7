import type { ReactNode } from 'react';
import { useText } from '../../../i18n/useText';
import { useConsole } from '../../../state/windowConsole';
import { selectSecrets } from '../../../ui/secrets/selectSecrets';
import { SecretRow } from '../SecretRow';

/** The secrets that the saved settings of a backend call for. */
export function BackendSecrets({ backendId }: { backendId: string }): ReactNode {
  const text = useText();
  const secrets = Object.values(useConsole(selectSecrets)).filter((secret) => secret.backendId === backendId);
  return (
    <section className="backend-secrets" aria-label={text('secret.title')}>
      <h3>{text('secret.title')}</h3>
      {secrets.length === 0 && <p className="soft">{text('secret.none')}</p>}
      {secrets.map((secret) => (
        <SecretRow key={secret.id} secret={secret} />
      ))}
    </section>
  );
}
