import { useEffect, useState } from 'react';
import type { BackendKind } from '../../../../contract/backendSettings';
import type { RawSettings } from '../../../../contract/settingsForm';
import { useConsole } from '../../../state/windowConsole';
import { ask } from '../../../ui/ask';
import { selectWorkspace } from '../../../state/selectWorkspace';

/** Settings as the file had them; `basis` null while the file has none. */
export interface FileState {
  readonly settings: RawSettings;
  readonly basis: string | null;
}

/** What the file says about a backend, read again whenever a workspace comes into force; null until the first answer. */
export function useFileState(id: string, kind: BackendKind, isNew: boolean): FileState | null {
  const revision = useConsole(selectWorkspace)?.revision ?? null;
  const [state, setState] = useState<FileState | null>(isNew ? { settings: { kind }, basis: null } : null);
  useEffect(() => {
    if (isNew || revision === null) return undefined;
    let current = true;
    void ask('backend.read', { backendId: id }).then((answer) => {
      if (current && answer.ok) setState(answer.value);
    });
    return () => {
      current = false;
    };
  }, [id, isNew, revision]);
  return state;
}
