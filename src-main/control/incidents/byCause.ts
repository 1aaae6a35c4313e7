import type { Finding } from './finding';

/**
 * Alarms that arrive together, in an order in which causes come before what they explain: the total before its cuts, an earlier
 * stage before a later one, trouble before less work.
 */
export function byCause(a: Finding, b: Finding): number {
  return rank(a) - rank(b) || a.alarm.startedAt - b.alarm.startedAt || (a.alarm.id < b.alarm.id ? -1 : 1);
}

function rank(finding: Finding): number {
  switch (finding.what) {
    case 'orders':
      return (finding.total ? 0 : 100) + (finding.order ?? 90) + (finding.alarm.direction === 'above' ? 500 : 0);
    case 'trouble':
      // A node's own trouble says more than a call to it.
      return finding.caller === null ? 200 : 300;
    case 'fewer':
      return 400;
  }
}
