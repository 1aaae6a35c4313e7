import type { CallTree } from './callTree';
import type { CauseCase, Column } from './causeCase';
import { bucketsCounted, departureOf, isOrdinary, levelOf, type Departure, type Moments, type Reading } from './departure';
import { ratioOf, sumOf } from './readings';
import type { Evidence } from './rootCause';

/** Callers also fall silent when what they call answers late or not at all: no more than even odds that it is their own doing. */
const ownDoing = 0.5;

/**
 * Calls that a node makes fewer of for each request it answers: it gives up before it gets to them, as code does that returns or
 * throws too early, and no latency and perhaps no failure tells.
 */
export function silenceEvidence(given: CauseCase, tree: CallTree, node: number, moments: Moments, threshold: number): Evidence[] {
  const { nodes, calls, times } = given;
  const id = nodes[node]?.id ?? '';
  let [expected, missing] = [0, 0];
  let worst: { readonly of: string; readonly made: Departure } | null = null;
  const answered = requestsOf(given, tree, node);
  for (const call of tree.out.get(node) ?? []) {
    const readings = callsPerRequest(given, tree, call, answered);
    // What is made as often as usual is only asked what share of all calls the missing ones are.
    const ordinary = readings.find((reading) => isOrdinary(reading, moments, { below: true }));
    if (ordinary !== undefined) {
      expected += levelOf(ordinary, moments);
      continue;
    }
    const made = readings.flatMap((reading) => departureOf(reading, moments) ?? []).sort((a, b) => b.depth - a.depth)[0];
    if (made === undefined || made.usual <= 0) continue;
    expected += made.usual;
    const noise = Math.max(made.noise, countingNoise(given, node, made.usual, moments));
    if (made.usual - made.now <= threshold * noise) continue;
    missing += made.usual - made.now;
    if (worst === null || made.now / made.usual < worst.made.now / worst.made.usual)
      worst = { of: `${id}→${nodes[calls[call]?.to ?? node]?.id ?? ''}`, made };
  }
  if (worst === null) return [];
  const { usual, now, since } = worst.made;
  const start = since === null ? null : (times[since] ?? null);
  return [
    {
      why: 'silence',
      of: worst.of,
      series: 'requests',
      usual,
      now,
      since: start,
      amount: null,
      weight: (ownDoing * missing) / expected,
    },
  ];
}

/** What a node answered: as itself counts it, and as the calls to it do. */
interface Answered {
  readonly served: Reading | null;
  readonly arrived: Reading | null;
}

function requestsOf({ nodes, calls }: CauseCase, { into }: CallTree, node: number): Answered {
  const served = nodes[node]?.served.requests ?? null;
  const counts = (into.get(node) ?? []).flatMap((index) => calls[index]?.callee.requests ?? calls[index]?.caller.requests ?? []);
  return { served, arrived: counts.length === 0 ? served : sumOf(counts) };
}

/** The same ratio from the calls' counts and from the nodes'; both numbers of one ratio come from one source. */
function callsPerRequest(
  { nodes, calls }: CauseCase,
  { into }: CallTree,
  call: number,
  { served, arrived }: Answered,
): Reading[] {
  const edge = calls[call];
  if (edge === undefined) return [];
  const over = (part: Column | null, whole: Reading | null): Reading[] =>
    part === null || whole === null ? [] : [ratioOf(part, whole)];
  // A callee that nobody else calls counts the same calls, and often for longer.
  const alone = (into.get(edge.to)?.length ?? 0) === 1;
  return [
    ...over(edge.caller.requests ?? edge.callee.requests, arrived),
    ...(alone ? over(nodes[edge.to]?.served.requests ?? null, served) : []),
  ];
}

/** Calls are counted: Poisson. */
function countingNoise({ nodes, bucketMs }: CauseCase, node: number, usual: number, moments: Moments): number {
  const served = nodes[node]?.served.requests ?? null;
  const rate = served === null ? Number.NaN : levelOf(served, moments);
  return Number.isNaN(rate) ? 0 : usual / Math.sqrt(Math.max(1, (usual * rate * bucketsCounted(moments) * bucketMs) / 1_000));
}
