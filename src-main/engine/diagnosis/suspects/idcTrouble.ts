import type { JudgedSpan } from '../reading/judgedSpan';
import type { LinkColumns } from '../reading/linkColumns';
import type { IdcCall } from '../reading/readIdcs';
import { levelOf } from '../rootCause/departure';

/** One IDC whose calls lose or wait on the way, everywhere in it and nowhere else. */
export interface IdcTrouble {
  readonly idc: string;
  /** 0–1. */
  readonly confidence: number;
  /** Calls that show it, the most lost first. */
  readonly calls: readonly IdcCall[];
}

/** A way that takes so much longer, or loses such a share more, has changed; ways within an IDC take a millisecond or two. */
const slowerSeconds = 0.004;
const slowerTimes = 2;
const lostShare = 0.015;
/** An IDC is blamed when more than this share of its calls has changed, and no fewer than so many; and elsewhere hardly any. */
const changedShare = 0.5;
const changedMin = 4;
const elsewhereMax = 0.2;

/** Null when the trouble is not one IDC's. */
export function idcTroubleOf(calls: readonly IdcCall[]): IdcTrouble | null {
  const idcs = [...new Set(calls.map(({ idc }) => idc))];
  const shareOf = (some: readonly IdcCall[]): number => some.filter(hasChanged).length / Math.max(1, some.length);
  const blamed = idcs.flatMap((idc): IdcTrouble[] => {
    const inside = calls.filter((call) => call.idc === idc);
    const here = shareOf(inside);
    const elsewhere = shareOf(calls.filter((call) => call.idc !== idc));
    const changed = inside.filter(hasChanged).sort((a, b) => weightOf(b) - weightOf(a));
    if (idcs.length < 2 || here < changedShare || changed.length < changedMin || elsewhere > elsewhereMax * here) return [];
    return [{ idc, confidence: here * (1 - elsewhere), calls: changed }];
  });
  return blamed.length === 1 ? (blamed[0] ?? null) : null;
}

function hasChanged({ before, now }: IdcCall): boolean {
  const slower = now.seconds - before.seconds;
  return (
    slower >= Math.max(slowerSeconds, (slowerTimes - 1) * Math.max(0, before.seconds)) || now.lost - before.lost >= lostShare
  );
}

/** Requests lost per second, and those in flight because the way is longer. */
function weightOf({ requests, before, now }: IdcCall): number {
  const lost = Math.max(0, now.lost - before.lost);
  const slower = Math.max(0, now.seconds - before.seconds);
  return requests * ((Number.isNaN(lost) ? 0 : lost) + (Number.isNaN(slower) ? 0 : slower));
}

/** So little more on the whole link is enough to ask by IDC: a small IDC's trouble is thin among all of them. */
const hintSeconds = 0.001;
const hintTimes = 1.25;
const hintLost = 0.003;

/** Whether so many ways have changed at once that it is worth asking in which IDC. */
export function hintsAtIdc({ edges }: LinkColumns, { reference, judged }: JudgedSpan): boolean {
  const changed = edges.filter(({ caller, callee }) => {
    const level = (column: Float64Array | undefined, buckets: readonly number[]): number =>
      column === undefined ? Number.NaN : levelOf(column, { judged: buckets, weights: [] });
    const seconds = (buckets: readonly number[]): number => level(caller.latencyP50, buckets) - level(callee.latencyP50, buckets);
    const lost = (buckets: readonly number[]): number =>
      (level(caller.failures, buckets) - level(callee.failures, buckets)) / level(caller.requests, buckets);
    const [before, now] = [seconds(reference), seconds(judged)];
    return now - before >= Math.max(hintSeconds, (hintTimes - 1) * before) || lost(judged) - lost(reference) >= hintLost;
  });
  return changed.length >= changedMin;
}
