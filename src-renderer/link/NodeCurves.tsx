import type { ReactNode } from 'react';
import type { Measure, WorkspaceView } from '../../contract/state';
import { WallChart } from '../charts/WallChart';
import { exportable } from '../export/exportable';
import { useChartOffer } from '../export/useChartOffer';
import { useLanguage } from '../i18n/useText';
import { metricNameOf } from '../incidents/seriesName';
import { useMemo } from 'react';
import { sliceOfSubject } from './subject';
import type { NodePartProps, NodeSubject } from './subjectParts';

const shown = ['requests', 'failures', 'latencyP99', 'saturation'] as const satisfies readonly Measure[];

/** What a node does, against what detection expects of it: calls, failures, latency, how full it is. */
export function NodeCurves({ workspace, subject }: NodePartProps): ReactNode {
  const metricIds = shown.flatMap((measure) => workspace.coreLink?.measures.node[measure] ?? []);
  return (
    <div className="node-curves">
      {metricIds.map((metricId) => (
        <NodeCurve key={metricId} workspace={workspace} subject={subject} metricId={metricId} />
      ))}
    </div>
  );
}

/** What of a node is not measured, as the workspace's key that would bring it. */
export function missingNodeMeasures({ coreLink }: Pick<WorkspaceView, 'coreLink'>): readonly string[] {
  return shown
    .filter((measure) => coreLink?.measures.node[measure] === undefined)
    .map((measure) => `coreLink.measures.node.${measure}`);
}

function NodeCurve({
  workspace,
  subject,
  metricId,
}: {
  workspace: WorkspaceView;
  subject: NodeSubject;
  metricId: string;
}): ReactNode {
  const language = useLanguage();
  const slice = useMemo(() => sliceOfSubject(subject), [subject]);
  const name = metricNameOf(workspace, metricId, language);
  const metric = workspace.metrics[metricId];
  const panelId = `node:${metricId}:${subject.target}`.slice(0, 128);
  const offer = useChartOffer({ panelId, title: name, unit: metric?.unit ?? '', metricId, slice });
  return (
    <section className="panel node-curve" aria-label={name} tabIndex={0} {...exportable(offer)}>
      <WallChart
        panelId={panelId}
        metricId={metricId}
        slice={slice}
        traffic={metric?.traffic ?? 'real'}
        name={name}
        unit={metric?.unit ?? ''}
      />
    </section>
  );
}
