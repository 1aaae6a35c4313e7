import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { SecretView, SharedState } from '../../../contract/state';
import { useLanguage, useText } from '../../i18n/useText';
import { useConsole } from '../../state/windowConsole';
import { HealthGlyph } from '../glyphs/HealthGlyph';
import { SecretForm } from './SecretForm';
import { secretText } from './secretText';
import { selectSecrets } from './selectSecrets';
import './secrets.css';

/** In every window, while a data source waits for a credential: what is missing, and where to enter it. */
export function SecretsBanner(): ReactNode {
  const text = useText();
  const language = useLanguage();
  const [entering, setEntering] = useState<SecretView | null>(null);
  const secrets = useConsole(selectSecrets);
  const asking = useConsole(selectAsking);
  const missing = Object.values(secrets).filter(
    ({ kept, backendId }) => kept === 'missing' && backendId !== null && asking.split(' ').includes(backendId),
  );
  const [first, ...others] = missing;
  return (
    <>
      {first !== undefined && (
        <aside className="secrets-banner" aria-label={text('secret.title')}>
          <HealthGlyph health="unknown" size={16} />
          <span>
            <span className="strong">
              {text('secret.banner', { source: ownerOf(first), what: withSpace(secretText(first, text), language) })}
            </span>
            {others.length > 0 && <span className="soft"> · {text('secret.bannerMore', { count: others.length })}</span>}
          </span>
          <button type="button" className="button" onClick={() => setEntering(first)}>
            {text('secret.enter')}
          </button>
        </aside>
      )}
      {entering !== null && <SecretDialog secret={entering} close={() => setEntering(null)} />}
    </>
  );
}

function SecretDialog({ secret, close }: { secret: SecretView; close: () => void }): ReactNode {
  const text = useText();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    // Modal: Escape closes it and Tab stays inside, both by the browser itself.
    dialog.current?.showModal();
  }, []);
  return (
    <dialog ref={dialog} className="secret-dialog" aria-label={text('secret.title')} onClose={close}>
      <h2>{ownerOf(secret)}</h2>
      <SecretForm secret={secret} done={close} cancel={close} />
    </dialog>
  );
}

function ownerOf({ backendId, channelId }: SecretView): string {
  return backendId ?? channelId ?? '';
}

/** Backends that are read from, so that nobody is asked for what nothing needs; one text, because it is the same until the workspace changes. */
function selectAsking(shared: SharedState): string {
  return Object.keys(shared.backends).join(' ');
}

/** 中文 sets no space before its own words, but one before a Latin name. */
function withSpace(words: string, language: string): string {
  return language === 'zh' && /^[\w]/.test(words) ? ` ${words}` : words;
}
