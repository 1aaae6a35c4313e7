import type { KeyboardEvent, ReactNode } from 'react';
import type { WorkspaceView } from '../../../contract/state';
import { useText } from '../../i18n/useText';
import { DragTag } from '../../link/DragTag';
import { IdcPanel } from '../../link/IdcPanel';
import { InstancesPanel } from '../../link/InstancesPanel';
import { KindsPanel } from '../../link/KindsPanel';
import { lookOfSubject } from '../../link/lookOfSubject';
import { MissingLine } from '../../link/MissingLine';
import { NeighboursPanel } from '../../link/NeighboursPanel';
import { NodeCurves } from '../../link/NodeCurves';
import { PinButton, pressPin } from '../../link/PinButton';
import { showInGraph, stageOfSubject } from '../../link/linkActions';
import { CallsPanel, FailuresPanel, LatencyPanel } from '../../link/SidePanels';
import { StagePanel } from '../../link/StagePanel';
import type { Subject } from '../../link/subject';
import { SubjectEventsPanel } from '../../link/SubjectEventsPanel';
import { SubjectSentence } from '../../link/SubjectSentence';
import { useSubjectGraph } from '../../link/useSubjectGraph';
import { SubjectPlansPanel } from '../../protection/SubjectPlansPanel';
import { roomNow } from '../../state/windowConsole';
import { openDrill } from '../../ui/actions';
import { LinkKeys } from './LinkKeys';
import { useLinkShortcuts } from './useLinkShortcuts';

/** The answer, both sides' curves, how calls fail and where; at the right who else is concerned and what was changed. */
export function LinkView({ workspace, subject }: { readonly workspace: WorkspaceView; readonly subject: Subject }): ReactNode {
  const text = useText();
  const around = useSubjectGraph(subject);
  const parts = { workspace, around };
  const stage = stageOfSubject(workspace.coreLink, around.coreLink, subject);
  useLinkShortcuts(subject, stage);
  return (
    <div className="link-view" onKeyDownCapture={pinFirst}>
      <SubjectSentence
        {...parts}
        subject={subject}
        side={
          <div className="subject-acts">
            <PinButton lookNow={() => lookOfSubject(around, subject, roomNow())} />
            {stage !== null && (
              <button type="button" className="button" data-act="drill" onClick={() => openDrill(stage)}>
                {text('drill.title')} <span className="keycap">D</span>
              </button>
            )}
            <button type="button" className="button" data-act="graph" onClick={() => showInGraph(subject.target)}>
              {text('link.inGraph')} <span className="keycap">G</span>
            </button>
          </div>
        }
      />
      <div className="link-columns">
        <div className="link-left">
          {subject.kind === 'link' ? (
            <>
              <LatencyPanel {...parts} subject={subject} />
              <div className="link-pair">
                <CallsPanel {...parts} subject={subject} />
                <FailuresPanel {...parts} subject={subject} />
              </div>
              <div className="link-cuts">
                <KindsPanel {...parts} subject={subject} />
                <IdcPanel {...parts} subject={subject} />
              </div>
            </>
          ) : (
            <>
              <NodeCurves {...parts} subject={subject} />
              <div className="link-cuts">
                <IdcPanel {...parts} subject={subject} />
                <StagePanel {...parts} subject={subject} />
              </div>
            </>
          )}
          <MissingLine {...parts} subject={subject} />
        </div>
        <div className="link-right">
          <SubjectPlansPanel target={subject.target} />
          <InstancesPanel {...parts} subject={subject} />
          <NeighboursPanel {...parts} subject={subject} />
          <SubjectEventsPanel {...parts} subject={subject} />
        </div>
      </div>
      <DragTag />
      <LinkKeys />
    </div>
  );
}

/** In this window E pins, also while a panel that exports has the focus: its button and a right click still do that. */
function pinFirst(event: KeyboardEvent): void {
  if (event.key.toLowerCase() !== 'e' || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  event.stopPropagation();
  pressPin();
}
