import type { Alarm } from '../../../../contract/detection';
import type { EdgePlace, NodePlace } from '../../../../contract/coreLink';
import type { RoomEvent } from '../../../../contract/state';
import type { CoreLinkSettings, Workspace } from '../../../../contract/workspace';
import type { PlaceFacts } from '../graphReading';
import type { NodeNames } from '../nodeNames';
import type { EventBook } from './eventBook';

/** A change this long ago still explains. */
const changeRecentMs = 30 * 60_000;
/** Besides the workspace's own: where alerts write which service they are about. */
export const nodeLabels = ['service', 'service_name', 'app', 'workload', 'job', 'node_id'];

export interface FactSources {
  readonly workspace: Workspace;
  readonly names: NodeNames;
  readonly events: EventBook;
  /** Active ones and those that ended lately. */
  readonly alarms: () => readonly Alarm[];
}

/** Of most places at most moments. */
const noFacts: Omit<PlaceFacts, 'id'> = { findings: [], alerts: [], changes: [] };

/** What detection, alerts and changes say of each place at the end of a span. */
export type FactsAt = (place: NodePlace | EdgePlace) => PlaceFacts;

export function factsAt({ workspace, names, events, alarms }: FactSources, to: number): FactsAt {
  const findings = groupBy(
    alarms().filter((alarm) => stoodAt(alarm, to) && workspace.metrics[alarm.metricId]?.of !== 'business'),
    ({ slice: { node, from, to: callee } }) => [node ?? `${names(from ?? '') ?? ''} ${names(callee ?? '') ?? ''}`],
  );
  const labels = workspace.coreLink?.labels;
  const alerts = groupBy(events.firingAt(to), (event) => (labels === undefined ? [] : named(event, labels, names)));
  const changes = groupBy(events.changesWithin(to - changeRecentMs, to), ({ target }) => targetsOf(target, names));
  const isQuiet = findings.size === 0 && alerts.size === 0 && changes.size === 0;
  return (place) => {
    if (isQuiet) return { id: place.id, ...noFacts };
    const key = 'edge' in place ? `${place.edge.from} ${place.edge.to}` : place.node.id;
    const alarmsHere = (findings.get(key) ?? []).filter(({ slice }) => slice['idc'] === undefined || slice['idc'] === place.idc);
    return {
      id: place.id,
      findings: alarmsHere
        .map(({ metricId, score, direction, startedAt }) => ({ metricId, score, direction, startedAt }))
        .sort((a, b) => b.score - a.score),
      alerts: (alerts.get(key) ?? []).map(({ severity, title, at }) => ({ severity, title, at })),
      changes: (changes.get(key) ?? []).map(({ title, at }) => ({ title, at })),
    };
  };
}

/** Of the present and the past alike: it was believed by then and had not ended. A forecast is not a finding. */
function stoodAt({ raisedAt, endedAt, forecast }: Alarm, at: number): boolean {
  return forecast === null && raisedAt <= at && (endedAt === null || endedAt > at);
}

/** The node or the call that an alert is about: both ends when its labels have both, else the one node they name. */
function named({ target, labels: said }: RoomEvent, labels: CoreLinkSettings['labels'], names: NodeNames): string[] {
  const nodeIn = (label: string): string | null => {
    const value = said[label];
    return value === undefined ? null : names(value);
  };
  const [from, to] = [nodeIn(labels.from), nodeIn(labels.to)];
  if (from !== null && to !== null) return [`${from} ${to}`];
  const nodes = [labels.node, labels.to, labels.from, ...nodeLabels].flatMap((label) => nodeIn(label) ?? []);
  return [...new Set([...nodes.slice(0, 1), ...targetsOf(target, names)])];
}

/** Events name a node, or a call as an edge's id. */
function targetsOf(target: string | null, names: NodeNames): string[] {
  if (target === null) return [];
  const [from, to] = target.split('→');
  if (from !== undefined && to !== undefined) return [`${names(from) ?? ''} ${names(to) ?? ''}`];
  const id = names(target);
  return id === null ? [] : [id];
}

function groupBy<Item>(items: readonly Item[], keysOf: (item: Item) => readonly string[]): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items)
    for (const key of keysOf(item)) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [item]);
      else group.push(item);
    }
  return groups;
}
