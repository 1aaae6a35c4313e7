import { useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { FormProvider, useForm } from 'react-hook-form';
import type { FormField, ListedBackend } from '../../../../contract/settingsForm';
import { useText } from '../../../i18n/useText';
import { ask } from '../../../ui/ask';
import { CheckNote, type CheckState } from './CheckNote';
import { FieldList } from './fields/FieldList';
import { fieldOfKey, idsOf, settingsOf, valuesOf, type FormValues } from './formValues';
import { RemoveBackend } from './RemoveBackend';
import { useJudgement } from './useJudgement';
import type { FileState } from './useFileState';
import { WrongFields } from './wrongFields';

/** The settings of one backend, drawn from its schema; judged while they are typed, tried on demand, written when saved. */
export function BackendForm({
  backend,
  fields,
  base,
  saved,
  writable,
  marked,
  begin,
  revert,
  gone,
  children,
}: {
  backend: ListedBackend;
  fields: readonly FormField[];
  /** What the fields began with. */
  base: FileState;
  saved: boolean;
  writable: boolean;
  marked: (isDirty: boolean) => void;
  /** Written: the fields begin anew with this. */
  begin: (base: FileState) => void;
  revert: () => void;
  gone: () => void;
  children: ReactNode;
}): ReactNode {
  const text = useText();
  const form = useForm<FormValues>({ defaultValues: valuesOf(fields, base.settings) });
  const [check, setCheck] = useState<CheckState>(null);
  const { isDirty } = form.formState;
  const isNew = base.basis === null;
  const ids = useMemo(() => idsOf(fields), [fields]);
  const settingsNow = () => settingsOf(backend.kind, fields, form.getValues(), base.settings);
  const [refusals, told] = useJudgement({ form, backendId: backend.id, settingsNow, typed: () => setCheck(null) });
  useEffect(() => marked(isDirty || isNew), [isDirty, isNew, marked]);

  const tryIt = async (): Promise<void> => {
    setCheck('checking');
    const answer = await window.highnoon.ask('backend.check', { backendId: backend.id, settings: settingsNow() });
    const wrong = !answer.ok && answer.refusal.at?.key !== undefined;
    // Settings that cannot be tried are told where they stand, not as if the server had been asked.
    setCheck(wrong ? null : answer);
    if (answer.ok) told([]);
    else if (wrong) told([answer.refusal]);
  };
  const save = async (): Promise<void> => {
    const settings = settingsNow();
    if (!writable) {
      const copied = await ask('workspace.saveCopy', undefined);
      if (!copied.ok || !copied.value.opened) return;
    }
    const answer = await ask('backend.save', { backendId: backend.id, settings, basis: base.basis });
    if (answer.ok) begin({ settings, basis: answer.value.basis });
    else if (answer.refusal.at?.key !== undefined) told([answer.refusal]);
  };

  const elsewhere = refusals.filter(({ at }) => fieldOfKey(at?.key ?? '', ids) === null);
  return (
    <FormProvider {...form}>
      <form
        className="backend-form"
        aria-label={backend.id}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <h2>
          {backend.id} <span className="faint">{text(`sources.kind.${backend.kind}`)}</span>
        </h2>
        <WrongFields value={{ refusals, ids }}>
          <FieldList fields={fields} />
        </WrongFields>
        {children}
        {elsewhere.map(({ at, message }) => (
          <p key={`${at?.key} ${message}`} className="field-wrong" role="alert">
            {at?.key} {message}
          </p>
        ))}
        <div className="form-foot">
          <CheckNote state={check} />
          <div className="form-buttons">
            <button type="button" className="button" disabled={check === 'checking'} onClick={() => void tryIt()}>
              {text('settings.check')}
            </button>
            <button type="submit" className="button action" disabled={(!isDirty && !isNew) || refusals.length > 0}>
              {text(writable ? 'settings.save' : 'settings.saveCopy')}
            </button>
            <button type="button" className="button" disabled={!isDirty} onClick={revert}>
              {text('settings.revert')}
            </button>
            {saved && !isDirty && (
              <span className="soft" role="status">
                {text('settings.saved')}
              </span>
            )}
            {writable && <RemoveBackend backend={backend} basis={base.basis} gone={gone} />}
          </div>
        </div>
      </form>
    </FormProvider>
  );
}
