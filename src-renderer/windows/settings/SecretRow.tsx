import { useState } from 'react';
import type { ReactNode } from 'react';
import type { SecretKept } from '../../../contract/settingsSchemas';
import type { SecretView } from '../../../contract/state';
import { useText } from '../../i18n/useText';
import { ask } from '../../ui/ask';
import { HealthGlyph } from '../../ui/glyphs/HealthGlyph';
import { SecretForm } from '../../ui/secrets/SecretForm';
import { secretText } from '../../ui/secrets/secretText';

const keptWords = { sealed: 'secret.keptSealed', asked: 'secret.keptAsked', 'no-key-store': 'secret.keptNoKeyStore' } as const;

/** Where one secret is kept; to enter, replace and forget it. It is never shown. */
export function SecretRow({ secret }: { secret: SecretView }): ReactNode {
  const text = useText();
  const [entering, setEntering] = useState(false);
  const [kept, setKept] = useState<SecretKept | null>(null);
  if (entering)
    return (
      <SecretForm
        secret={secret}
        cancel={() => setEntering(false)}
        done={(answer) => {
          setEntering(false);
          setKept(answer);
        }}
      />
    );
  return (
    <div className="secret-row" data-secret={secret.what} data-kept={secret.kept}>
      <HealthGlyph health={secret.kept === 'missing' ? 'watch' : 'ok'} size={16} />
      <span>
        <span className="strong">{secretText(secret, text)}</span> · {text(`secret.${secret.kept}`)}
        <span className="faint secret-origin">{text('secret.sentTo', { origin: secret.origin })}</span>
        {kept !== null && secret.kept !== 'missing' && (
          <span className="soft secret-origin" role="status">
            {text(keptWords[kept.why ?? 'sealed'])}
          </span>
        )}
      </span>
      <button type="button" className="button" onClick={() => setEntering(true)}>
        {text(secret.kept === 'missing' ? 'secret.enter' : 'secret.replace')}
      </button>
      {secret.kept !== 'missing' && (
        <button type="button" className="button quiet" onClick={() => void ask('secret.forget', { slotId: secret.id })}>
          {text('secret.forget')}
        </button>
      )}
    </div>
  );
}
