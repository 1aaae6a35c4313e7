import { useState } from 'react';
import type { ReactNode } from 'react';
import type { BackendKind } from '../../../../contract/backendSettings';
import { useText } from '../../../i18n/useText';
import { AddBackend } from './AddBackend';
import { BackendEditor } from './BackendEditor';
import { BackendList } from './BackendList';
import { useBackendList, useForms } from './useBackendList';

/** A backend that is not in the file yet. */
interface Draft {
  readonly id: string;
  readonly kind: BackendKind;
}

/** On the left every backend of the workspace, on the right the settings of one, drawn from its schema. */
export function SourcesSection(): ReactNode {
  const text = useText();
  const list = useBackendList();
  const forms = useForms();
  const [chosen, setChosen] = useState<string | null>(null);
  const [visited, setVisited] = useState<ReadonlySet<string>>(new Set());
  const [drafts, setDrafts] = useState<readonly Draft[]>([]);
  const [dirty, setDirty] = useState<ReadonlySet<string>>(new Set());
  if (list === null || forms === null) return null;

  const unwritten = drafts.filter(({ id }) => !list.backends.some((backend) => backend.id === id));
  const all = [...list.backends, ...unwritten.map(({ id, kind }) => ({ id, kind, readBy: [] }))];
  const shown = all.find(({ id }) => id === chosen) ?? all[0];
  const open = (id: string): void => {
    setVisited(new Set([...visited, id, ...(shown === undefined ? [] : [shown.id])]));
    setChosen(id);
  };
  const mark = (id: string, isDirty: boolean): void => setDirty((before) => withMark(before, id, isDirty));
  const gone = (id: string): void => {
    setDrafts((before) => before.filter((draft) => draft.id !== id));
    mark(id, false);
    setChosen(null);
  };

  return (
    <div className="sources-section">
      <div className="panel sources-list">
        <BackendList backends={all} shown={shown?.id ?? null} dirty={dirty} open={open} />
        <AddBackend
          taken={all.map(({ id }) => id)}
          add={(draft) => {
            setDrafts([...drafts, draft]);
            open(draft.id);
          }}
        />
      </div>
      <div className="panel source-panel">
        {!list.writable && <p className="settings-note">{text('settings.demo')}</p>}
        {shown === undefined && <p className="soft">{text('settings.choose')}</p>}
        {/* Those looked at before stay, out of sight: what was typed there is not lost. */}
        {all
          .filter(({ id }) => id === shown?.id || visited.has(id))
          .map((backend) => (
            <div key={backend.id} className="source-slot" hidden={backend.id !== shown?.id}>
              <BackendEditor
                backend={backend}
                fields={forms[backend.kind]}
                isNew={unwritten.some(({ id }) => id === backend.id)}
                writable={list.writable}
                isDirty={dirty.has(backend.id)}
                marked={(isDirty) => mark(backend.id, isDirty)}
                gone={() => gone(backend.id)}
              />
            </div>
          ))}
      </div>
    </div>
  );
}

function withMark(before: ReadonlySet<string>, id: string, isMarked: boolean): ReadonlySet<string> {
  if (before.has(id) === isMarked) return before;
  return new Set(isMarked ? [...before, id] : [...before].filter((each) => each !== id));
}
