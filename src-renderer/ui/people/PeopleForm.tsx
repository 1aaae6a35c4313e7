import { useId, useState, type FormEvent, type ReactNode } from 'react';
import { passphraseCharactersMax, passphraseCharactersMin, personNameCharactersMax } from '../../../contract/limits';
import type { Refusal, Result } from '../../../contract/result';
import { useText } from '../../i18n/useText';
import { useConsole } from '../../state/windowConsole';
import { refusalText } from './refusalText';
import { selectPeopleFile, selectSession } from './selectPeople';
import { takeFields } from './takeFields';

type Field = 'name' | 'former' | 'passphrase' | 'again';

/** A few fields, one button, and what was refused beside them. Passphrases leave the page with the press of the button. */
export function PeopleForm({
  fields,
  button,
  name,
  makesNew,
  children,
  send,
  done,
}: {
  fields: readonly Field[];
  button: string;
  /** Stands in the name field at first. */
  name?: string;
  /** A new passphrase has a least length and is typed twice; a known one is what it is. */
  makesNew: boolean;
  children?: ReactNode;
  send: (fields: Readonly<Record<Field, string>>, form: FormData) => Promise<Result<unknown>>;
  done?: () => void;
}): ReactNode {
  const text = useText();
  const id = useId();
  const phase = useConsole(selectPeopleFile)?.phase ?? 'kept';
  const signedIn = useConsole(selectSession) !== null;
  const [refusal, setRefusal] = useState<Refusal | 'differ' | null>(null);
  const [busy, setBusy] = useState(false);

  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    if (busy) return;
    const form = event.currentTarget;
    const whole = new FormData(form);
    for (const secret of ['former', 'passphrase', 'again']) whole.delete(secret);
    const taken = takeFields<Field>(form, ['name', 'former', 'passphrase', 'again']);
    if (fields.includes('again') && taken.again !== taken.passphrase) {
      setRefusal('differ');
      form.querySelector<HTMLInputElement>('input[name="passphrase"]')?.focus();
      return;
    }
    setBusy(true);
    const answer = await send(taken, whole);
    setBusy(false);
    setRefusal(answer.ok ? null : answer.refusal);
    if (!answer.ok) return;
    form.reset();
    done?.();
  };

  return (
    <form className="people-form" onSubmit={(event) => void submit(event)}>
      {fields.map((field) => (
        <label key={field} className="people-field">
          <span>{text(labelOf(field, fields))}</span>
          {field === 'name' ? (
            <input
              name="name"
              required
              defaultValue={name ?? ''}
              maxLength={personNameCharactersMax}
              autoComplete="off"
              spellCheck={false}
            />
          ) : (
            <input
              type="password"
              name={field}
              required
              minLength={makesNew && field !== 'former' ? passphraseCharactersMin : 1}
              maxLength={passphraseCharactersMax}
              autoComplete="off"
              aria-describedby={makesNew && field === 'passphrase' ? id : undefined}
            />
          )}
        </label>
      ))}
      {makesNew && (
        <p id={id} className="faint">
          {text('people.passphraseNote', { count: passphraseCharactersMin })}
        </p>
      )}
      {children}
      {refusal !== null && (
        <p className="people-refused" role="alert">
          {refusal === 'differ' ? text('people.differ') : refusalText(refusal, text, phase, signedIn)}
        </p>
      )}
      <button type="submit" className="button action" disabled={busy}>
        {button}
      </button>
    </form>
  );
}

function labelOf(field: Field, fields: readonly Field[]) {
  if (field === 'passphrase' && fields.includes('former')) return 'people.newPassphrase';
  const labels = {
    name: 'people.name',
    former: 'people.formerPassphrase',
    passphrase: 'people.passphrase',
    again: 'people.passphraseAgain',
  } as const;
  return labels[field];
}
