import type { CoreLinkView, MetricView, WorkspaceView } from '../../../contract/state';
import { backendIdOf, type Workspace } from '../../../contract/workspace';
import { stageNodesOf } from '../../../contract/stageNodes';

/** What windows see of a workspace: names, peaks, metrics. Addresses and queries stay in main and engine. */
export function viewWorkspace(workspace: Workspace, revision: number, path: string | null): WorkspaceView {
  return {
    revision,
    path,
    name: workspace.name,
    timeZone: workspace.timeZone,
    peaks: workspace.peaks,
    holidays: workspace.calendar.holidays,
    promotions: workspace.calendar.promotions,
    source: workspace.source,
    metrics: Object.fromEntries(Object.keys(workspace.metrics).map((id) => [id, viewMetric(workspace, id)])),
    funnel: workspace.funnel.map((stage) => ({ metricId: stage.metric, lagMs: stage.lag })),
    headlineMetricId: headlineOf(workspace),
    dimensions: Object.fromEntries(
      Object.entries(workspace.dimensions).map(([id, dimension]) => [
        id,
        { name: dimension.name, values: dimension.values ?? {} },
      ]),
    ),
    nodes: Object.fromEntries(Object.entries(workspace.coreLink?.nodes ?? {}).map(([id, { name }]) => [id, { name }])),
    coreLink: viewCoreLink(workspace),
  };
}

function viewCoreLink(workspace: Workspace): CoreLinkView | null {
  const link = workspace.coreLink;
  if (link === undefined) return null;
  const { measures, failureKinds, labels } = link;
  const stages = [...stageNodesOf(workspace)].flatMap(([metricId, { node }]): [string, string][] =>
    node === null ? [] : [[node, metricId]],
  );
  // Demo City knows its IDCs and instances by these words; another backend needs to be told its labels.
  const named = (label: string | undefined): boolean =>
    label !== undefined || workspace.backends[workspace.source]?.kind === 'demoCity';
  return {
    measures,
    failureKinds: failureKinds === undefined ? null : { metricId: failureKinds.metric, dimension: failureKinds.label },
    stageOf: Object.fromEntries(stages),
    cuts: [...(named(labels.idc) ? (['idc'] as const) : []), ...(named(labels.instance) ? (['instance'] as const) : [])],
  };
}

function viewMetric(workspace: Workspace, metricId: string): MetricView {
  const metric = workspace.metrics[metricId];
  if (metric === undefined) throw new Error(`the workspace's own metric ${metricId} must exist`);
  return {
    name: metric.name,
    unit: metric.unit,
    stepMs: metric.step,
    traffic: metric.traffic,
    of: metric.of,
    backendId: backendIdOf(workspace, metricId),
  };
}

function headlineOf(workspace: Workspace): string {
  const headline = workspace.headline ?? workspace.funnel[0]?.metric;
  if (headline === undefined) throw new Error('the schema lets no workspace through without a funnel stage');
  return headline;
}
