import type { BackendKind } from '../../../contract/backendSettings';
import type { Workspace } from '../../../contract/workspace';

/**
 * What a metric can be cut by, in its backend's own words: the business by dimensions, nodes by themselves, their IDCs and
 * instances, links by their ends, IDCs and the kind of failure. Undefined for everything else.
 */
export function cutLabelOf(workspace: Workspace, kind: BackendKind, metricId: string, cut: string): string | undefined {
  const of = workspace.metrics[metricId]?.of ?? 'business';
  if (of === 'business') return dimensionLabelOf(workspace, kind, cut);
  const known = placeLabels(workspace, of, metricId);
  if (!Object.hasOwn(known, cut)) return undefined;
  return kind === 'demoCity' ? cut : known[cut];
}

function placeLabels(workspace: Workspace, of: 'node' | 'link', metricId: string): Readonly<Record<string, string | undefined>> {
  const { labels, failureKinds } = workspace.coreLink ?? {};
  if (of === 'node') return { node: labels?.node, idc: labels?.idc, instance: labels?.instance };
  const kinds = failureKinds?.metric === metricId ? { [failureKinds.label]: failureKinds.label } : {};
  return { from: labels?.from, to: labels?.to, idc: labels?.idc, ...kinds };
}

/** A dimension in its backend's own words; undefined when the workspace has none of that name. */
function dimensionLabelOf(workspace: Workspace, kind: BackendKind, dimension: string): string | undefined {
  const known = Object.hasOwn(workspace.dimensions, dimension) ? workspace.dimensions[dimension] : undefined;
  if (known === undefined) return undefined;
  return kind === 'demoCity' ? dimension : (known.label ?? dimension);
}
