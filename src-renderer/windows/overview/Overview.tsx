import type { ReactNode } from 'react';
import type { SharedState, WorkspaceView } from '../../../contract/state';
import { useConsole } from '../../state/windowConsole';
import { RefusalNote } from '../../ui/RefusalNote';
import { CoreLinkStrip } from './CoreLinkStrip';
import { CurvePanel } from './CurvePanel';
import { FunnelTiles } from './FunnelTiles';
import { Header } from '../../ui/header/Header';
import { ProblemBanner } from './ProblemBanner';
import { RightColumn } from './RightColumn';
import { SentenceBar } from './SentenceBar';
import { useOverviewShortcuts } from './useOverviewShortcuts';

/** One window, one question: is the business all right? Sentence, funnel, curve, then what is wrong, where it differs and what changed. */
export function Overview(): ReactNode {
  const workspace = useConsole(selectWorkspace);
  useOverviewShortcuts();
  return (
    <main className="overview">
      <Header workspace={workspace} />
      <ProblemBanner />
      <SentenceBar workspace={workspace} />
      {workspace !== null && (
        <>
          <FunnelTiles workspace={workspace} />
          <div className="stage-row">
            <div className="stage-column">
              <CurvePanel workspace={workspace} />
              <CoreLinkStrip workspace={workspace} />
            </div>
            <RightColumn workspace={workspace} />
          </div>
        </>
      )}
      <RefusalNote />
    </main>
  );
}

function selectWorkspace(shared: SharedState): WorkspaceView | null {
  return shared.workspace['current'] ?? null;
}
