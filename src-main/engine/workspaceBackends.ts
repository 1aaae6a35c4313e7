import { hasSamples } from '../../contract/backendSettings';
import { backendIdOf, type Workspace } from '../../contract/workspace';
import { traitsOf } from './backends/registry';

/**
 * The backends that are asked. One of samples that no metric reads is written down for later; asking it would only show it as
 * failing. What tells events, changes or who calls whom is always asked.
 */
export function usedBackends(workspace: Workspace): ReadonlySet<string> {
  const tellers = Object.entries(workspace.backends).filter(([, { kind }]) => !hasSamples(kind) || kind === 'pushFeed');
  return new Set([
    workspace.source,
    ...Object.keys(workspace.metrics).map((metricId) => backendIdOf(workspace, metricId)),
    ...tellers.map(([id]) => id),
    ...Object.values(workspace.changes).map(({ backend }) => backend),
    ...(workspace.coreLink?.sources ?? []),
  ]);
}

/** Whether any backend's samples are worth a place on disk; else the database is not even loaded. */
export function keepsHistory(workspace: Workspace): boolean {
  return [...usedBackends(workspace)].some((id) => {
    const settings = workspace.backends[id];
    return settings !== undefined && traitsOf(settings.kind, settings).durable;
  });
}

/** The finest step that is read from a backend; the source's where it only tells events. */
export function finestStepMs(workspace: Workspace, backendId: string): number {
  const stepsOf = (id: string): number[] =>
    Object.entries(workspace.metrics).flatMap(([metricId, { step }]) => (backendIdOf(workspace, metricId) === id ? [step] : []));
  const own = stepsOf(backendId);
  return Math.min(...(own.length > 0 ? own : stepsOf(workspace.source)), 60_000);
}
