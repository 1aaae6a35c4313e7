import { useMemo, useState, type ReactNode } from 'react';
import type { SharedState, WorkspaceView } from '../../../contract/state';
import { useText } from '../../i18n/useText';
import '../../link/link.css';
import { subjectOf } from '../../link/subject';
import { useConsole } from '../../state/windowConsole';
import { RefusalNote } from '../../ui/RefusalNote';
import './link.css';
import { LinkHeader } from './LinkHeader';
import { LinkView } from './LinkView';

/** One node or link of the core link: how it is, what both sides of its calls see, and what stands around it. */
export function LinkWindow(): ReactNode {
  const [{ subject: target }] = useState(() => window.highnoon.identity());
  const workspace = useConsole(selectWorkspace);
  const text = useText();
  const subject = useMemo(() => (target === null ? null : subjectOf(target)), [target]);
  return (
    <main className="link-window" data-subject={target ?? ''}>
      <LinkHeader workspace={workspace} />
      {workspace !== null &&
        (subject === null ? (
          <p className="panel soft">{text('link.noSubject')}</p>
        ) : (
          <LinkView workspace={workspace} subject={subject} />
        ))}
      <RefusalNote />
    </main>
  );
}

function selectWorkspace(shared: SharedState): WorkspaceView | null {
  return shared.workspace['current'] ?? null;
}
