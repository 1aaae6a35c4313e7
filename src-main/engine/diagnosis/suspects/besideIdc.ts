import type { CoreLink } from '../../../../contract/coreLink';
import type { IdcCall } from '../reading/readIdcs';
import type { Suspect } from '../rootCause/rootCause';
import type { IdcTrouble } from './idcTrouble';

/** What fails where the IDC's trouble does not reach; `share` 0–1 of everything that fails. */
export interface FaultBeside {
  readonly suspect: Suspect;
  readonly share: number;
}

/** Fewer failures more than this, share of a call's requests in one IDC, prove nothing. */
const leastShare = 0.05;
/** It stands beside the IDC, never before it. */
const mostBeside = 0.45;

/**
 * A second fault beside an IDC in trouble: calls that fail in other IDCs too. The last of them on each way is to blame, since
 * whoever calls it only hands its failures on: the callee where it saw them itself, else the way to it.
 */
export function besideIdc(
  { edges }: Pick<CoreLink, 'edges'>,
  calls: readonly IdcCall[],
  { idc, calls: changed }: IdcTrouble,
): FaultBeside[] {
  const failing = calls.filter((call) => call.idc !== idc && call.now.failed - call.before.failed >= leastShare);
  const endsOf = (id: string): CoreLink['edges'][number] | undefined => edges.find((edge) => edge.id === id);
  const last = failing.filter(
    (call) => !failing.some((deeper) => deeper.idc === call.idc && endsOf(deeper.edge)?.from === endsOf(call.edge)?.to),
  );
  // Of a call's requests in all IDCs, which calls of every size can be compared by; their numbers would count a cache's a hundred times.
  const partOf = ({ edge, requests }: IdcCall, share: number): number =>
    (requests * Math.max(0, share)) / calls.filter((call) => call.edge === edge).reduce((sum, call) => sum + call.requests, 0);
  const failedOf = (call: IdcCall): number => partOf(call, call.now.failed - call.before.failed);
  const inIdc = changed.map((call) => partOf(call, call.now.lost - call.before.lost));
  const lostInIdc = inIdc.reduce((sum, part) => sum + part, 0) / Math.max(1, inIdc.length);
  const found = new Map<string, FaultBeside>();
  for (const call of last.sort((a, b) => failedOf(b) - failedOf(a))) {
    const ends = endsOf(call.edge);
    if (ends === undefined) continue;
    const between = call.now.lost - call.before.lost > (call.now.failed - call.before.failed) / 2;
    const id = between ? call.edge : ends.to;
    if (found.has(id)) continue;
    const failed = last.filter(({ edge }) => edge === call.edge).reduce((sum, each) => sum + failedOf(each), 0);
    const share = Math.min(mostBeside, failed / (failed + lostInIdc));
    const suspect: Suspect = {
      ...{ kind: between ? 'link' : 'node', id, nodes: between ? [ends.to, ends.from] : [ends.to], path: [ends.from, ends.to] },
      ...{ confidence: share, explains: share },
      evidence: [
        {
          ...{ why: between ? 'between' : 'own', of: id, series: 'failures', amount: null },
          ...{ usual: call.before.failed, now: call.now.failed, since: null, weight: 1 },
        },
      ],
    };
    found.set(id, { suspect, share });
  }
  return [...found.values()].sort((a, b) => b.share - a.share);
}
