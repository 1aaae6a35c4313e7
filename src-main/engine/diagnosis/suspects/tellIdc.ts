import type { CoreLink } from '../../../../contract/coreLink';
import { evidenceMax, type Suspect, type SuspectEvidence } from '../../../../contract/diagnosis';
import type { Workspace } from '../../../../contract/workspace';
import { linesOf, type DrawnSpan } from './evidenceOf';
import type { IdcTrouble } from './idcTrouble';
import { placeOfId, type Blame } from './tellSuspect';

/** An IDC as windows are told of it: its worst calls are the evidence, both sides of each. */
export function tellIdc(
  workspace: Workspace,
  link: CoreLink,
  { idc, calls }: IdcTrouble,
  { confidence, share, lostPerMinute }: Blame,
  since: number | null,
  { from, to }: DrawnSpan,
): Suspect {
  const known = link.idcs.find(({ id }) => id === idc);
  const evidence = calls.slice(0, evidenceMax).map(({ edge, before, now }, i): SuspectEvidence => {
    const series = now.lost - before.lost > now.seconds - before.seconds ? 'failures' : 'latency';
    const value = (gap: typeof now): number | null => finite(series === 'failures' ? gap.lost : gap.seconds);
    return {
      ...{ why: 'idc', of: edge, series, usual: value(before), now: value(now), since, weight: 1 / (i + 1) },
      lines: linesOf(workspace, series, placeOfId(link, edge), { idc }),
      ...{ from, to },
    };
  });
  return {
    ...{ id: `idc ${idc}`, kind: 'idc', target: idc, name: known?.name ?? { zh: idc, en: idc } },
    ...{ confidence, explains: { share, perMinute: lostPerMinute === null ? null : share * lostPerMinute } },
    ...{ since, path: [], evidence, changes: [] },
  };
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
