import { useId, useState, type FormEvent, type ReactNode } from 'react';
import type { SecretKept } from '../../../contract/settingsSchemas';
import type { Refusal } from '../../../contract/result';
import type { SecretView } from '../../../contract/state';
import { useText } from '../../i18n/useText';
import { useConsole } from '../../state/windowConsole';
import { openPopover, popoverIds } from '../header/popovers';
import { refusalText } from '../people/refusalText';
import { selectPeopleFile, selectSession } from '../people/selectPeople';
import { takeFields } from '../people/takeFields';
import { secretText } from './secretText';
import { useKeyStore } from './useKeyStore';

/** One field for one secret. It leaves the page with the press of the button and is never read back. */
export function SecretForm({
  secret,
  done,
  cancel,
}: {
  secret: SecretView;
  done: (kept: SecretKept) => void;
  cancel: () => void;
}): ReactNode {
  const text = useText();
  const id = useId();
  const keyStore = useKeyStore();
  const phase = useConsole(selectPeopleFile)?.phase ?? 'kept';
  const signedIn = useConsole(selectSession) !== null;
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [keep, setKeep] = useState(true);
  const [busy, setBusy] = useState(false);

  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    if (busy) return;
    const { value } = takeFields<'value'>(event.currentTarget, ['value']);
    setBusy(true);
    const answer = await window.highnoon.ask('secret.provide', { slotId: secret.id, value, keep: keep && keyStore === true });
    setBusy(false);
    if (answer.ok) done(keep && keyStore === false ? { kept: 'memory', why: 'no-key-store' } : answer.value);
    else setRefusal(answer.refusal);
  };

  return (
    <form className="secret-form" onSubmit={(event) => void submit(event)}>
      <label htmlFor={id}>
        <span className="strong">{secretText(secret, text)}</span>{' '}
        <span className="faint">{text('secret.sentTo', { origin: secret.origin })}</span>
      </label>
      <input
        id={id}
        className="field-input"
        type="password"
        name="value"
        required
        maxLength={8_192}
        autoComplete="off"
        autoFocus
      />
      {keyStore === true && (
        <label className="secret-keep">
          <input type="checkbox" checked={keep} onChange={(event) => setKeep(event.target.checked)} />
          <span>{text('secret.keep')}</span>
        </label>
      )}
      {keyStore === false && <p className="soft">{text('secret.noKeyStore')}</p>}
      {refusal !== null && (
        <p className="field-wrong" role="alert">
          {refusalText(refusal, text, phase, signedIn)}
        </p>
      )}
      <div className="secret-buttons">
        <button type="submit" className="button action" disabled={busy || keyStore === null}>
          {text('secret.submit')}
        </button>
        <button type="button" className="button" onClick={cancel}>
          {text('secret.cancel')}
        </button>
        {refusal?.because?.reason === 'role' && phase !== 'locked' && (
          <button
            type="button"
            className="button"
            onClick={() => {
              cancel();
              openPopover(popoverIds.person);
            }}
          >
            {text(phase === 'none' ? 'people.createFirst' : 'people.signIn')}
          </button>
        )}
      </div>
    </form>
  );
}
