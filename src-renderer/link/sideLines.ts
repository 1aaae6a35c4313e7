import type { LineSource } from '../charts/dayLines';
import type { CoreLinkView, Measure, WorkspaceView } from '../../contract/state';
import { sliceOfSubject, type Subject } from './subject';

/** The lines of one measure of a call, the caller's first; null where the workspace has none of the caller's. */
export interface SideLines {
  readonly lines: readonly LineSource[];
  readonly hasCallee: boolean;
}

export function sideLines(workspace: WorkspaceView, subject: Subject, measure: Measure): SideLines | null {
  const { coreLink } = workspace;
  const caller = lineOf(workspace, subject, coreLink?.measures.caller[measure]);
  const callee = lineOf(workspace, subject, coreLink?.measures.callee[measure]);
  if (caller === null) return null;
  return { lines: callee === null ? [caller] : [caller, callee], hasCallee: callee !== null };
}

/** Failures of each side with its calls, in turns: what a share is made of. */
export function failureLines(workspace: WorkspaceView, subject: Subject): SideLines | null {
  const sides = (['caller', 'callee'] as const).map((side) => {
    const { failures, requests } = workspace.coreLink?.measures[side] ?? {};
    const pair = [lineOf(workspace, subject, failures), lineOf(workspace, subject, requests)];
    return pair.filter((line) => line !== null);
  });
  const [caller = [], callee = []] = sides.map((lines) => (lines.length === 2 ? lines : []));
  return caller.length === 0 ? null : { lines: [...caller, ...callee], hasCallee: callee.length > 0 };
}

/** What is not measured, as the workspace's key that would bring it. */
export function missingMeasures(view: CoreLinkView): readonly string[] {
  const missing = (['latencyP99', 'requests', 'failures'] as const).flatMap((measure) =>
    (['caller', 'callee'] as const)
      .filter((side) => view.measures[side][measure] === undefined)
      .map((side) => `${side}.${measure}`),
  );
  return missing.map((key) => `coreLink.measures.${key}`);
}

function lineOf(workspace: WorkspaceView, subject: Subject, metricId: string | undefined): LineSource | null {
  const metric = metricId === undefined ? undefined : workspace.metrics[metricId];
  return metricId === undefined || metric === undefined
    ? null
    : { metricId, slice: sliceOfSubject(subject), traffic: metric.traffic };
}
