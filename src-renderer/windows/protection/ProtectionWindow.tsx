import type { ReactNode } from 'react';
import { selectWorkspace } from '../../state/selectWorkspace';
import { useConsole } from '../../state/windowConsole';
import { RefusalNote } from '../../ui/RefusalNote';
import { AuditLine } from './AuditLine';
import { BoardHeader } from './BoardHeader';
import { BoardKeys } from './BoardKeys';
import { InForcePanel } from './InForcePanel';
import { PlansPanel } from './PlansPanel';
import { SwitchesPanel } from './SwitchesPanel';
import { useBoardKeys } from './useBoardKeys';

/** What is still on from lunch, what could be done, how every switch stands, and whether the audit is sound: one screen. */
export function ProtectionWindow(): ReactNode {
  const workspace = useConsole(selectWorkspace);
  useBoardKeys();
  return (
    <main className="board">
      <BoardHeader workspace={workspace} />
      {workspace !== null && (
        <>
          <div className="board-body">
            <div className="board-left">
              <InForcePanel workspace={workspace} />
              <SwitchesPanel workspace={workspace} />
            </div>
            <PlansPanel workspace={workspace} />
          </div>
          <AuditLine timeZone={workspace.timeZone} />
        </>
      )}
      <BoardKeys />
      <RefusalNote />
    </main>
  );
}
