import { useEffect, useState } from 'react';
import type { CommandOutput } from '../../../../contract/commands';
import { useConsole } from '../../../state/windowConsole';
import { ask } from '../../../ui/ask';
import { selectWorkspace } from '../../../state/selectWorkspace';

type BackendList = CommandOutput<'backend.list'>;
type Forms = CommandOutput<'backend.forms'>;

/** The backends that the file lists, read again whenever a workspace comes into force; the last good list while the file is bad. */
export function useBackendList(): BackendList | null {
  const revision = useConsole(selectWorkspace)?.revision ?? null;
  const [list, setList] = useState<BackendList | null>(null);
  useEffect(() => {
    if (revision === null) return undefined;
    let current = true;
    void ask('backend.list', undefined).then((answer) => {
      if (current && answer.ok) setList(answer.value);
    });
    return () => {
      current = false;
    };
  }, [revision]);
  return list;
}

/** The forms of all kinds, asked for once: schemas do not change while the console runs. */
export function useForms(): Forms | null {
  const [forms, setForms] = useState<Forms | null>(null);
  useEffect(() => {
    let current = true;
    void ask('backend.forms', undefined).then((answer) => {
      if (current && answer.ok) setForms(answer.value);
    });
    return () => {
      current = false;
    };
  }, []);
  return forms;
}
