import { useMemo, useState, type ReactNode } from 'react';
import type { BacktestReport } from '../../../contract/detection';
import type { SharedState, WorkspaceView } from '../../../contract/state';
import { useConsole } from '../../state/windowConsole';
import { openGravestIncident, openOverview, switchLanguage, switchSound, switchTheme, toggleFullScreen } from '../../ui/actions';
import { popoverIds, togglePopover } from '../../ui/header/popovers';
import { RefusalNote } from '../../ui/RefusalNote';
import { useShortcuts } from '../../ui/useShortcuts';
import { AlarmPicture } from './AlarmPicture';
import { BacktestHeader } from './BacktestHeader';
import { RequestPanel } from './RequestPanel';
import { ReportHead } from './ReportHead';
import { RunLanes } from './RunLanes';
import { WouldPanel } from './WouldPanel';

/** One window, one question: what would detection have said of our own past, and would we have wanted to hear it? */
export function Backtest(): ReactNode {
  const workspace = useConsole(selectWorkspace);
  const report = useConsole(selectReport);
  useShortcuts(windowKeys);
  return (
    <main className="backtest">
      <BacktestHeader workspace={workspace} />
      {workspace !== null && (
        <div className="backtest-columns">
          <RequestPanel workspace={workspace} report={report} />
          <Report workspace={workspace} report={report} />
        </div>
      )}
      <RefusalNote />
    </main>
  );
}

const windowKeys = {
  i: openGravestIncident,
  o: openOverview,
  l: switchLanguage,
  m: switchSound,
  f: toggleFullScreen,
  t: switchTheme,
  p: () => togglePopover(popoverIds.person),
} as const;

function Report({ workspace, report }: { workspace: WorkspaceView; report: BacktestReport | null }): ReactNode {
  const [runIndex, setRunIndex] = useState(0);
  const [pickedId, setPickedId] = useState<string | null>(null);
  const runs = useMemo(() => report?.runs ?? [], [report]);
  const shownRun = Math.min(runIndex, Math.max(0, runs.length - 1));
  const picked = runs[shownRun]?.alarms.find(({ id }) => id === pickedId) ?? runs[shownRun]?.alarms[0] ?? null;
  const pick = (run: number, alarmId: string | null): void => {
    setRunIndex(run);
    setPickedId(alarmId);
  };
  return (
    <div className="backtest-report" data-backtest-phase={report?.phase ?? 'none'}>
      <ReportHead report={report} />
      {report !== null && runs.length > 0 && (
        <>
          <RunLanes workspace={workspace} report={report} shownRun={shownRun} picked={picked} onPick={pick} />
          <div className="backtest-rows">
            <WouldPanel workspace={workspace} report={report} shownRun={shownRun} picked={picked} onPick={pick} />
            <AlarmPicture workspace={workspace} alarm={picked} />
          </div>
        </>
      )}
    </div>
  );
}

function selectWorkspace(shared: SharedState): WorkspaceView | null {
  return shared.workspace['current'] ?? null;
}

function selectReport(shared: SharedState): BacktestReport | null {
  return shared.backtest['current'] ?? null;
}
