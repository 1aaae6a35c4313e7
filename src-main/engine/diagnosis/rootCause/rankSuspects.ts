import { callTree } from './callTree';
import { nothingSeen, type CauseCase } from './causeCase';
import { departureOf, type Moments } from './departure';
import { explainAway } from './explainAway';
import { measureExcess } from './measuredExcess';
import { excessOf } from './placeExcess';
import { resourceEvidence } from './resourceEvidence';
import type { Evidence, RootCause, Suspect } from './rootCause';
import { silenceEvidence } from './silenceEvidence';
import { symptomMoments } from './symptomMoments';
import { takeSuspects } from './takeSuspects';

/** How far a second look's suspects are believed beside the first one's, and a third one's beside the second's. */
const secondLook = 0.5;

/**
 * Who is to blame for the symptom, from what was measured around it; pure. The first look goes from the symptom along its calls.
 * A second one takes the nodes it did not reach, because calls may be missing from the graph. Where most of the symptom is unexplained, a
 * third one believes departures of one standard deviation, as quiet things have too: whom only that finds stands behind all others.
 */
export function rankSuspects(given: CauseCase): RootCause {
  const { node, kind } = given.symptom;
  const moments = symptomMoments(given);
  const { amount, suspects: sure, residual, all } = look(given, node, moments, null);
  const elsewhere = all ? [] : believed(look(given, null, moments, null).suspects, secondLook, 1);
  const known = unlike([...sure, ...elsewhere]);
  const last = Math.min(1, ...known.map(({ confidence }) => confidence));
  const weak = residual > 0.5 ? believed(look(given, node, moments, 1).suspects, secondLook ** 2 * residual, last) : [];
  const byConfidence = (a: Suspect, b: Suspect): number => b.confidence - a.confidence;
  const suspects = unlike([...known.sort(byConfidence), ...weak.sort(byConfidence)]);
  return { kind, amount, suspects, residual, demand: demandOf(given, moments) };
}

function believed(suspects: readonly Suspect[], share: number, most: number): Suspect[] {
  return suspects.map((suspect) => ({ ...suspect, confidence: Math.min(most, suspect.confidence * share), explains: 0 }));
}

/** Each suspect once, as it was found first. */
function unlike(suspects: readonly Suspect[]): Suspect[] {
  const seen = new Set<string>();
  return suspects.filter(({ id }) => !seen.has(id) && seen.add(id));
}

interface Look {
  readonly amount: number;
  readonly suspects: readonly Suspect[];
  readonly residual: number;
  /** Every node of the graph was reached. */
  readonly all: boolean;
}

/** `least`: standard deviations a departure must have; null for as many as the largest of so many quiet series has. */
function look(asked: CauseCase, root: number | null, moments: Moments, least: number | null): Look {
  const given = root === null ? fromOutside(asked) : asked;
  const tree = callTree(given, root ?? given.nodes.length - 1);
  const measured = measureExcess(given, tree, excessOf(given, moments), least);
  const division = explainAway(given, tree, measured);
  const beside = new Map<number, Evidence[]>();
  const gather = (of: (node: number) => readonly Evidence[]): void => {
    for (const node of tree.order) {
      const found = of(node);
      if (found.length > 0) beside.set(node, [...(beside.get(node) ?? []), ...found]);
    }
  };
  gather((node) => resourceEvidence(given, node, moments, measured.threshold));
  const explained = [...division.own.values(), ...division.between.values()].reduce((sum, amount) => sum + amount, 0);
  const residual = division.size > 0 ? Math.max(0, 1 - explained / division.size) : 1;
  // Who falls silent is only asked where what was measured leaves most unexplained: callers of what is slow or broken fall silent too.
  if (residual > 0.5) gather((node) => silenceEvidence(given, tree, node, moments, measured.threshold));
  const suspects = takeSuspects(given, tree, measured, division, beside);
  return { amount: division.symptom, suspects, residual, all: tree.order.length >= asked.nodes.length };
}

/** The same graph with one node more that calls all those nobody calls: where users come in. */
function fromOutside(given: CauseCase): CauseCase {
  const called = new Set(given.calls.flatMap(({ from, to }) => (from === null || from === to ? [] : [to])));
  const entries = given.nodes.flatMap((_, node) => (called.has(node) ? [] : [node]));
  const outside = given.nodes.length;
  return {
    ...given,
    nodes: [...given.nodes, { id: '', kind: 'external', served: nothingSeen, waited: null, resources: [] }],
    calls: [
      ...given.calls,
      ...(entries.length > 0 ? entries : given.nodes.map((_, node) => node)).map((to) => ({
        from: outside,
        to,
        caller: nothingSeen,
        callee: nothingSeen,
        gap: null,
      })),
    ],
  };
}

function demandOf({ nodes, symptom }: CauseCase, moments: Moments): number | null {
  const requests = (symptom.node === null ? undefined : nodes[symptom.node])?.served.requests ?? null;
  const departure = requests === null ? null : departureOf(requests, moments);
  return departure === null || departure.usual <= 0 ? null : departure.now / departure.usual;
}
