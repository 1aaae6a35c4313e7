import { useCallback, useState } from 'react';
import type { ReactNode } from 'react';
import type { SharedState, WorkspaceView } from '../../../contract/state';
import { useConsole } from '../../state/windowConsole';
import { RefusalNote } from '../../ui/RefusalNote';
import { CurvePanel } from './CurvePanel';
import { EventsPanel } from './EventsPanel';
import { FunnelTiles } from './FunnelTiles';
import { Header } from '../../ui/header/Header';
import { ProblemBanner } from './ProblemBanner';
import { SentenceBar } from './SentenceBar';
import { WherePanel } from './WherePanel';
import { useOverviewShortcuts } from './useOverviewShortcuts';

/** One window, one question: is the business all right? Sentence, funnel, curve, then what changed and where it differs. */
export function Overview(): ReactNode {
  const workspace = useConsole(selectWorkspace);
  // Which moment the curve shows, room epoch ms; null is now.
  const [curveAt, setCurveAt] = useState<number | null>(null);
  const backToNow = useCallback(() => setCurveAt(null), []);
  useOverviewShortcuts(backToNow);
  return (
    <main className="overview">
      <Header workspace={workspace} curveAt={curveAt} onBackToNow={backToNow} />
      <ProblemBanner />
      <SentenceBar workspace={workspace} />
      {workspace !== null && (
        <>
          <FunnelTiles workspace={workspace} />
          <div className="stage-row">
            <CurvePanel workspace={workspace} at={curveAt} onPick={setCurveAt} />
            <div className="right-column">
              <WherePanel workspace={workspace} />
              <EventsPanel workspace={workspace} />
            </div>
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
