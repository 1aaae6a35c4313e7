import { useState } from 'react';
import type { ReactNode } from 'react';
import type { FormField, ListedBackend } from '../../../../contract/settingsForm';
import { useText } from '../../../i18n/useText';
import { BackendForm } from './BackendForm';
import { BackendSecrets } from './BackendSecrets';
import { useFileState, type FileState } from './useFileState';

/** What the fields began with, and whether the file has moved on since without them. */
interface Beginning {
  readonly base: FileState;
  /** +1 whenever the fields begin anew. */
  readonly round: number;
  readonly seen: FileState;
  readonly behind: boolean;
  readonly saved: boolean;
}

/** Everything about one backend: its settings, then the secrets they call for. A reload of the workspace takes nothing that was typed. */
export function BackendEditor({
  backend,
  fields,
  isNew,
  writable,
  isDirty,
  marked,
  gone,
}: {
  backend: ListedBackend;
  fields: readonly FormField[];
  isNew: boolean;
  writable: boolean;
  isDirty: boolean;
  marked: (isDirty: boolean) => void;
  gone: () => void;
}): ReactNode {
  const text = useText();
  const file = useFileState(backend.id, backend.kind, isNew);
  const [beginning, setBeginning] = useState<Beginning | null>(null);
  if (file === null) return null;
  const begin = (base: FileState, saved: boolean): void =>
    setBeginning({ base, round: (beginning?.round ?? 0) + 1, seen: file, behind: false, saved });
  if (beginning === null) {
    begin(file, false);
    return null;
  }
  if (beginning.seen !== file) {
    const moved = file.basis !== beginning.base.basis;
    // Where nobody typed, the fields follow the file.
    if (moved && !isDirty) begin(file, false);
    else setBeginning({ ...beginning, seen: file, behind: moved });
  }
  return (
    <>
      <BackendForm
        key={beginning.round}
        backend={backend}
        fields={fields}
        base={beginning.base}
        saved={beginning.saved}
        writable={writable}
        marked={marked}
        begin={(base) => begin(base, true)}
        revert={() => begin(file, false)}
        gone={gone}
      >
        {beginning.behind && (
          <div className="settings-note" role="alert">
            <p>{text('settings.changed')}</p>
            <button type="button" className="button" onClick={() => begin(file, false)}>
              {text('settings.takeFile')}
            </button>
            <button
              type="button"
              className="button"
              onClick={() =>
                setBeginning({
                  ...beginning,
                  base: { settings: beginning.base.settings, basis: file.basis },
                  behind: false,
                })
              }
            >
              {text('settings.keepMine')}
            </button>
          </div>
        )}
      </BackendForm>
      {!isNew && <BackendSecrets backendId={backend.id} />}
    </>
  );
}
