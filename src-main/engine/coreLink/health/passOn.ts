import { healthRuleNames, type HealthRuleName } from '../../../../contract/graphQuery';
import type { RawLoss } from './healthRule';
import { heaviestSource } from './heaviestSource';

export interface NamedLoss extends RawLoss {
  readonly rule: HealthRuleName;
}

/** What was passed on costs this much of what it would cost by itself … */
const passedShare = 0.6;
/** … a mere victim stays "degraded" … */
const passedPointsMax = 50;
/** … and no victim looks as bad as what it suffers from. */
const ofCauseMax = 0.6;
/** Dust: no reason worth a word. */
const pointsMin = 0.1;

/** Settles what passed-on trouble costs, place by place; in and out by place, nodes first and then edges. */
export function passOn(raw: readonly (readonly NamedLoss[])[]): readonly (readonly NamedLoss[])[] {
  const losses = withoutEchoes(raw);
  const own = losses.map((list) => ownPoints(list));
  const sources = losses.map(heaviestSource);
  const causeOf = causePoints(own, sources);
  return losses.map((list) => {
    if (list.length === 0) return list;
    let passed = 0;
    for (const { points, source } of list) if (source !== null) passed += points;
    const source = passed > 0 ? heaviestSource(list.filter((loss) => loss.source !== null)) : null;
    const most = Math.min(passedPointsMax, passedShare * passed, source === null ? 0 : ofCauseMax * causeOf(source));
    return settled(list, passed > 0 ? most / passed : 0);
  });
}

/**
 * Less traffic is the weakest witness: orders that fail in one place are missing in many, along ways no call shows. So where any
 * place lost by itself for another reason, missing calls are put down to the worst of those.
 */
function withoutEchoes(raw: readonly (readonly NamedLoss[])[]): readonly (readonly NamedLoss[])[] {
  const own = raw.map((list) => ownPoints(list, isLess));
  let worst = -1;
  own.forEach((points, place) => {
    if (points > (own[worst] ?? 0)) worst = place;
  });
  const causeOf = causePoints(own, raw.map(heaviestSource));
  return raw.map((list, place) =>
    list.length === 0
      ? list
      : list.map((loss) => {
          if (loss.source !== null && causeOf(loss.source) > 0) return loss;
          if (worst >= 0 && worst !== place && isLess(loss)) return { ...loss, source: worst };
          // Nothing is known of what it should come from: its own then.
          return loss.source !== null && worst < 0 && !isLess(loss) ? { ...loss, source: null } : loss;
        }),
  );
}

function isLess({ rule, now, detail }: NamedLoss): boolean {
  return rule === 'traffic' && detail === null && now !== null && now < 1;
}

/** @param isLeftOut which of them do not count */
function ownPoints(list: readonly NamedLoss[], isLeftOut: (loss: NamedLoss) => boolean = nothing): number {
  let sum = 0;
  for (const loss of list) if (loss.source === null && !isLeftOut(loss)) sum += loss.points;
  return sum;
}

const nothing = (): boolean => false;

/** The most that any place on the way back to the cause lost by itself. */
function causePoints(own: readonly number[], sources: readonly (number | null)[]): (place: number) => number {
  const known = new Map<number, number>();
  return (place) => {
    const passed: number[] = [];
    let most = 0;
    const seen = new Set<number>();
    for (let at: number | null = place; at !== null && !seen.has(at); at = sources[at] ?? null) {
      const before = known.get(at);
      if (before !== undefined) {
        most = before;
        break;
      }
      seen.add(at);
      passed.push(at);
    }
    for (const at of passed.reverse()) known.set(at, (most = Math.max(most, own[at] ?? 0)));
    return most;
  };
}

/** Most points first, in hundredths; more than a hundred are a hundred, each reason in proportion. */
function settled(list: readonly NamedLoss[], passedFactor: number): readonly NamedLoss[] {
  const kept: Writable<NamedLoss>[] = [];
  let sum = 0;
  for (const { points: full, now, usual, detail, said, source, rule } of list) {
    const points = source === null ? full : full * passedFactor;
    if (!(points >= pointsMin)) continue;
    kept.push({ points, now, usual, detail, said, source, rule });
    sum += points;
  }
  if (sum > 100) for (const loss of kept) loss.points *= 100 / sum;
  kept.sort((a, b) => b.points - a.points || healthRuleNames.indexOf(a.rule) - healthRuleNames.indexOf(b.rule));
  // Rounded down, so that caps hold for sums as well; after sorting, so that a hair still decides which is the first reason.
  for (const loss of kept) loss.points = Math.floor(loss.points * 100) / 100;
  return kept;
}

/** While it is being made. */
type Writable<Loss> = { -readonly [Key in keyof Loss]: Loss[Key] };
