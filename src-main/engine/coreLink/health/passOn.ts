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
  const own = losses.map(ownPoints);
  const sources = losses.map(heaviestSource);
  const causeOf = causePoints(own, sources);
  return losses.map((list) => {
    if (list.length === 0) return list;
    const passed = list.reduce((sum, { points, source }) => sum + (source === null ? 0 : points), 0);
    const source = heaviestSource(list.filter((loss) => loss.source !== null));
    const most = Math.min(passedPointsMax, passedShare * passed, source === null ? 0 : ofCauseMax * causeOf(source));
    const factor = passed > 0 ? most / passed : 0;
    const settled = list.map((loss) => (loss.source === null ? loss : { ...loss, points: loss.points * factor }));
    return withinHundred(settled.filter(({ points }) => points >= pointsMin)).map(inHundredths);
  });
}

/**
 * Less traffic is the weakest witness: orders that fail in one place are missing in many, along ways no call shows. So where any
 * place lost by itself for another reason, missing calls are put down to the worst of those.
 */
function withoutEchoes(raw: readonly (readonly NamedLoss[])[]): readonly (readonly NamedLoss[])[] {
  let worst = -1;
  let most = 0;
  raw.forEach((list, place) => {
    const own = ownPoints(list.filter((loss) => !isLess(loss)));
    if (own > most) [worst, most] = [place, own];
  });
  const sources = raw.map(heaviestSource);
  const causeOf = causePoints(
    raw.map((list) => ownPoints(list.filter((loss) => !isLess(loss)))),
    sources,
  );
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

function ownPoints(list: readonly NamedLoss[]): number {
  return list.reduce((sum, { points, source }) => sum + (source === null ? points : 0), 0);
}

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

/** Most points first; more than a hundred are a hundred, each reason in proportion. */
function withinHundred(list: readonly NamedLoss[]): readonly NamedLoss[] {
  const sum = list.reduce((total, { points }) => total + points, 0);
  const factor = sum > 100 ? 100 / sum : 1;
  return list
    .map((loss) => ({ ...loss, points: loss.points * factor }))
    .sort((a, b) => b.points - a.points || healthRuleNames.indexOf(a.rule) - healthRuleNames.indexOf(b.rule));
}

/** Rounded down, so that caps hold for sums as well. */
function inHundredths(loss: NamedLoss): NamedLoss {
  return { ...loss, points: Math.floor(loss.points * 100) / 100 };
}
