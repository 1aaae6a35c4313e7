import type { Alarm } from '../../../contract/detection';
import type { Slice } from '../../../contract/words';
import type { Workspace } from '../../../contract/workspace';
import type { LinkGraph } from './linkGraph';

/**
 * An alarm as folding reads it. `orders`: a stage of the way lost or gained; `trouble`: a node or a call fails or is slow; `fewer`: a
 * node gets fewer requests, which is what a trouble elsewhere does to it.
 */
export type Finding = OrdersFinding | TroubleFinding | FewerFinding;

interface AnyFinding {
  readonly alarm: Alarm;
  /** How far apart starts may lie and still be the same moment, for steps of this length. */
  readonly togetherMs: number;
}

export interface OrdersFinding extends AnyFinding {
  readonly what: 'orders';
  /** Place on the order's way; null where it has none. */
  readonly order: number | null;
  readonly total: boolean;
  /** How far it fell of what it was expected to be itself, 0–1, the worst so far; negative when it rose. */
  readonly fall: number;
  /** Of the metric's total, the worst so far; null for what is not orders. */
  readonly share: number | null;
}

interface AnyNodeFinding extends AnyFinding {
  /** The node, or the one that is called. */
  readonly node: string;
  /** Who calls it; null for a node's own metric. */
  readonly caller: string | null;
}
export interface TroubleFinding extends AnyNodeFinding {
  readonly what: 'trouble';
  /** How many times what is usual, the worst so far. */
  readonly times: number;
}
export interface FewerFinding extends AnyNodeFinding {
  readonly what: 'fewer';
}
export type NodeFinding = TroubleFinding | FewerFinding;

/** Requests, orders, messages: something that flows, so that less of it is less work, not trouble. */
const flowUnit = /\/\s?(s|sec|min|m|h)$/i;

/** `before`: what was found in the same alarm until now, so that the worst is remembered. */
export function readAlarm(
  alarm: Alarm,
  workspace: Workspace,
  graph: LinkGraph,
  together: { readonly ms: number; readonly steps: number },
  before?: Finding,
): Finding {
  const metric = workspace.metrics[alarm.metricId];
  const togetherMs = Math.max(together.ms, together.steps * (metric?.step ?? 0));
  const place = placeOf(alarm.slice, metric?.of ?? 'business');
  if (place !== null) {
    const fewer = alarm.direction === 'below' && flowUnit.test(metric?.unit ?? '') && alarm.shape !== 'silence';
    if (fewer) return { alarm, togetherMs, what: 'fewer', ...place };
    const times = Math.max(timesOf(alarm), before?.what === 'trouble' ? before.times : 0);
    return { alarm, togetherMs, what: 'trouble', times, ...place };
  }
  const was = before?.what === 'orders' ? before : undefined;
  const fall = fallOf(alarm);
  const share = alarm.loss?.share ?? null;
  return {
    alarm,
    togetherMs,
    what: 'orders',
    order: graph.orderOf(alarm.metricId),
    total: isTotal(alarm.slice),
    fall: alarm.direction === 'below' ? Math.max(fall, was?.fall ?? 0) : Math.min(fall, was?.fall ?? 0),
    share: share === null ? null : Math.max(share, was?.share ?? 0),
  };
}

export function isTotal(slice: Slice): boolean {
  return Object.keys(slice).length === 0;
}

/** Whether `slice` lies within `whole`: has all its values. */
export function liesWithin(slice: Slice, whole: Slice): boolean {
  return Object.entries(whole).every(([dimension, value]) => slice[dimension] === value);
}

export function sameSlice(a: Slice, b: Slice): boolean {
  return Object.keys(a).length === Object.keys(b).length && liesWithin(a, b);
}

function placeOf(slice: Slice, of: 'business' | 'node' | 'link'): Pick<NodeFinding, 'node' | 'caller'> | null {
  if (of === 'node' && slice['node'] !== undefined) return { node: slice['node'], caller: null };
  if (of === 'link' && slice['to'] !== undefined) return { node: slice['to'], caller: slice['from'] ?? null };
  return null;
}

/** 0 where that cannot be said: fallen, silent. */
function timesOf({ value, expected }: Alarm): number {
  if (value === null || expected === null || value <= 0) return 0;
  return expected <= 0 ? Number.POSITIVE_INFINITY : value / expected;
}

function fallOf({ value, expected, shape, forecast }: Alarm): number {
  // Nothing has fallen yet.
  if (forecast !== null) return 0;
  if (shape === 'silence' || expected === null || value === null || expected <= 0) return 0;
  return 1 - value / expected;
}
