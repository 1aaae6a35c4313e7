import type { SharedState } from '../../../contract/state';
import type { Workspace } from '../../../contract/workspace';
import { createNames } from '../incidents/names';
import { nameOfTarget } from '../incidents/nameOfTarget';
import type { ReportRoom } from './reportFacts';

/** What the workspace calls its things; `state` for what was discovered meanwhile. */
export function roomOf(workspace: Workspace, state: () => SharedState): ReportRoom {
  const names = createNames(workspace);
  const nodes = workspace.coreLink?.nodes ?? {};
  return {
    name: workspace.name,
    timeZone: workspace.timeZone,
    simulated: workspace.backends[workspace.source]?.kind === 'demoCity',
    funnel: workspace.funnel.map(({ metric }) => metric),
    metric: (metricId) => {
      const metric = workspace.metrics[metricId];
      return { name: names.metric(metricId), unit: metric?.unit ?? '', traffic: metric?.traffic ?? 'real' };
    },
    slice: (slice) => {
      const { from, to, node, ...rest } = slice;
      const place = node === undefined ? null : names.node(node);
      const call = from === undefined || to === undefined ? null : ([names.node(from), names.node(to)] as const);
      const others =
        call === null ? { ...rest, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) } : rest;
      const cut = names.slice(others);
      const parts = (language: 'zh' | 'en'): string =>
        [
          ...(call === null ? [] : [`${call[0][language]} → ${call[1][language]}`]),
          ...(place === null ? [] : [place[language]]),
          ...(cut[language] === '' ? [] : [cut[language]]),
        ].join(' · ');
      return { zh: parts('zh'), en: parts('en') };
    },
    target: (target) => {
      const idc =
        workspace.dimensions['idc']?.values?.[target] ?? state().coreLink['current']?.idcs.find(({ id }) => id === target)?.name;
      return nodes[target] === undefined && idc !== undefined ? idc : nameOfTarget(target, state().coreLink['current'], nodes);
    },
  };
}
