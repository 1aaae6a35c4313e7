import { useMemo, type ReactNode } from 'react';
import type { WorkspaceView } from '../../contract/state';
import { SubjectPlansPanel } from '../protection/SubjectPlansPanel';
import { InstancesPanel } from './InstancesPanel';
import { KindsPanel } from './KindsPanel';
import './link.css';
import { NeighboursPanel } from './NeighboursPanel';
import { NodeCurves } from './NodeCurves';
import { CallsPanel, LatencyPanel } from './SidePanels';
import { subjectOf } from './subject';
import { SubjectEventsPanel } from './SubjectEventsPanel';
import { SubjectSentence } from './SubjectSentence';
import { useSubjectGraph } from './useSubjectGraph';

/** A node or link in one column, beside the graph: what a link window shows, as far as a column has room. Fills its parent. */
export function SubjectColumn({ workspace, target }: { readonly workspace: WorkspaceView; readonly target: string }): ReactNode {
  const subject = useMemo(() => subjectOf(target), [target]);
  const around = useSubjectGraph(subject);
  const parts = { workspace, around };
  return (
    <div className="subject-column" data-subject={target}>
      <SubjectSentence {...parts} subject={subject} />
      {subject.kind === 'link' ? (
        <>
          <LatencyPanel {...parts} subject={subject} />
          <CallsPanel {...parts} subject={subject} />
          <KindsPanel {...parts} subject={subject} />
        </>
      ) : (
        <NodeCurves {...parts} subject={subject} />
      )}
      <SubjectPlansPanel target={target} />
      <InstancesPanel {...parts} subject={subject} isShort />
      <NeighboursPanel {...parts} subject={subject} />
      <SubjectEventsPanel {...parts} subject={subject} />
    </div>
  );
}
