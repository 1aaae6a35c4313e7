import { useState } from 'react';
import type { ReactNode } from 'react';
import type { ListedBackend } from '../../../../contract/settingsForm';
import { useText } from '../../../i18n/useText';
import { ask } from '../../../ui/ask';

/** Takes a backend out of the file, after a second press; not while metrics read from it. */
export function RemoveBackend({
  backend,
  basis,
  gone,
}: {
  backend: ListedBackend;
  /** null: it is not in the file yet, so there is nothing to take out. */
  basis: string | null;
  gone: () => void;
}): ReactNode {
  const text = useText();
  const [asking, setAsking] = useState(false);
  const inUse = backend.readBy.length > 0;
  const remove = async (): Promise<void> => {
    if (basis !== null && !(await ask('backend.remove', { backendId: backend.id, basis })).ok) return setAsking(false);
    gone();
  };
  if (asking)
    return (
      <span className="remove-backend">
        <span className="soft">{text('settings.removeNote')}</span>
        <button type="button" className="button" onClick={() => void remove()}>
          {text('settings.removeSure')}
        </button>
        <button type="button" className="button quiet" autoFocus onClick={() => setAsking(false)}>
          {text('settings.keep')}
        </button>
      </span>
    );
  return (
    <span className="remove-backend">
      <button
        type="button"
        className="button quiet"
        disabled={inUse}
        title={inUse ? text('settings.inUse', { metrics: backend.readBy.slice(0, 8).join(', ') }) : undefined}
        onClick={() => (basis === null ? gone() : setAsking(true))}
      >
        {text('settings.remove')}
      </button>
    </span>
  );
}
