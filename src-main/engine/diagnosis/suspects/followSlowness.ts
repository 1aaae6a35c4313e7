import type { JudgedSpan } from '../reading/judgedSpan';
import { causeCaseOf } from '../reading/causeCaseOf';
import type { LinkColumns } from '../reading/linkColumns';
import { departureOf } from '../rootCause/departure';
import { rankSuspects } from '../rootCause/rankSuspects';
import { joinBlame, type Pooled } from './poolCauses';

/** So many times its usual latency is slow enough for callers to give up, or for a queue to overflow. */
const slowFrom = 2;
/** Less blame than this is not worth following. */
const leastShare = 0.05;

/**
 * Calls that were given up after their time limit are failures that only the caller sees, and a full queue fails what it never began: both
 * look like the doing of a call or a node, and are the doing of whatever it waited for. So where a suspect of failures has also become
 * slow, its blame goes on to those who made it so.
 */
export function followSlowness(pooled: readonly Pooled[], columns: LinkColumns, span: JudgedSpan): Pooled[] {
  const indexOf = new Map(columns.nodes.map(({ node }, i) => [node.id, i]));
  const moved: Pooled[] = [];
  for (const one of pooled) {
    const node = indexOf.get(one.suspect.nodes[0] ?? '');
    const slow = node !== undefined && one.share >= leastShare && mayBeSlowness(one) && isSlow(columns, span, node);
    if (!slow) {
      moved.push(one);
      continue;
    }
    const { suspects } = rankSuspects(causeCaseOf(columns, span, { node, kind: 'latency', series: null }));
    let left = one.share;
    for (const suspect of suspects) {
      const share = Math.min(left, one.share * suspect.explains);
      if (share < leastShare * one.share) continue;
      left -= share;
      // Where it was felt stays; the way there goes on from the first suspect.
      moved.push({ ...one, suspect: { ...suspect, path: [...one.suspect.path, ...suspect.path.slice(1)] }, share });
    }
    if (left > 0) moved.push({ ...one, share: left });
  }
  return joinBlame(moved);
}

/** Failures that nobody but the caller saw, or of a node that is fuller than its traffic asks for. */
function mayBeSlowness({ suspect: { evidence } }: Pooled): boolean {
  const [main] = [...evidence].filter(({ series }) => series === 'failures').sort((a, b) => b.weight - a.weight);
  return main?.why === 'between' || evidence.some(({ why }) => why === 'resource');
}

function isSlow({ nodes }: LinkColumns, { reference, judged }: JudgedSpan, node: number): boolean {
  const { latencyP99, latencyP50 } = nodes[node]?.seen ?? {};
  const column = latencyP99 ?? latencyP50;
  const departure = column === undefined ? null : departureOf(column, { reference, judged, weights: judged.map(() => 1) });
  return departure !== null && departure.usual > 0 && departure.now >= slowFrom * departure.usual;
}
