import type { IncidentCost } from '../../../contract/incidents';
import { isTotal, type OrdersFinding } from './finding';

/**
 * What the incident costs: the earliest stage that loses orders, counted once. Its total's alarms when there are any; otherwise
 * the sum over the dimension whose cuts lost most, because two dimensions cut the same orders. Null when nothing was lost.
 */
export function costOf(lead: readonly OrdersFinding[]): IncidentCost | null {
  const losing = lead.filter(({ alarm }) => alarm.loss !== null);
  const totals = losing.filter(({ total }) => total);
  const counted = totals.length > 0 ? totals : largestDimension(losing);
  const [first] = counted;
  if (first === undefined) return null;
  return {
    metricId: first.alarm.metricId,
    since: Math.min(...counted.map(({ alarm }) => alarm.startedAt)),
    perMinute: sum(counted.map((finding) => (isOver(finding) ? 0 : (finding.alarm.loss?.perMinute ?? 0)))),
    soFar: sum(counted.map(({ alarm }) => alarm.loss?.soFar ?? 0)),
    share: Math.min(1, sum(counted.map((finding) => (isOver(finding) ? 0 : (finding.alarm.loss?.share ?? 0))))),
  };
}

function largestDimension(losing: readonly OrdersFinding[]): readonly OrdersFinding[] {
  const byDimension = new Map<string, OrdersFinding[]>();
  for (const finding of losing) {
    if (isTotal(finding.alarm.slice)) continue;
    const dimension = Object.keys(finding.alarm.slice).sort().join(' ');
    byDimension.set(dimension, [...(byDimension.get(dimension) ?? []), finding]);
  }
  const lost = (findings: readonly OrdersFinding[]): number => sum(findings.map(({ alarm }) => alarm.loss?.soFar ?? 0));
  return [...byDimension.values()].reduce<readonly OrdersFinding[]>((a, b) => (lost(b) >= lost(a) ? b : a), []);
}

function isOver({ alarm }: OrdersFinding): boolean {
  return alarm.phase === 'ended';
}

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}
