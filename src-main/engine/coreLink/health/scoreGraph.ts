import type { GraphPart } from '../../../../contract/coreLink';
import { healthRuleNames, type HealthRuleName, type LostPoints } from '../../../../contract/graphQuery';
import type { GraphReading } from '../graphReading';
import type { RawLoss, RuleScope } from './healthRule';
import { healthRules } from './healthRules';
import { judgeGraph, type JudgedEdge, type JudgedGraph } from './judgeGraph';
import type { JudgedSide } from './judgedSide';
import { partsOf } from './partsOf';
import { passOn, type NamedLoss } from './passOn';

export interface PlaceScore {
  /** 0–100; NaN = unknown. */
  readonly score: number;
  /** Most points first. */
  readonly lost: readonly LostPoints[];
  /** 0 nothing to do with it, 1 affected, 2 on the cause's path. */
  readonly part: GraphPart;
  /** Calls are made and nothing passes; always false for nodes. */
  readonly cut: boolean;
}

export interface GraphScores {
  readonly nodes: readonly PlaceScore[];
  readonly edges: readonly PlaceScore[];
}

/** The span that is judged, ending now: long enough for calls to count, short enough that a minute shows what broke in it. */
export const judgedSpanMs = 60_000;

/** Usual calls, in times of the least, from which on none at all is a reading and not an idle place. */
const vanishedTimes = 5;
/** Fewer arriving than this share of the calls made is nothing. */
const nothingShare = 0.02;
/** What most places lost. */
const noLosses: readonly NamedLoss[] = [];
const noLostPoints: readonly LostPoints[] = [];

/** Health scores 服务打分 of a whole graph at one moment. Pure. */
export function scoreGraph(reading: GraphReading): GraphScores {
  const graph = judgeGraph(reading);
  const isJudged = [
    ...graph.nodes.map(({ side }) => isSideJudged(side, graph)),
    ...graph.edges.map(({ caller, callee }) => isSideJudged(caller, graph) || isSideJudged(callee, graph)),
  ];
  const losses = passOn(lossesOf(graph, isJudged));
  const parts = partsOf(losses);
  const placeId = (place: number): string | null =>
    (reading.nodes[place] ?? reading.edges[place - reading.nodes.length])?.id ?? null;
  const scoreOf = (place: number, cut: boolean): PlaceScore => {
    const lost = losses[place] ?? noLosses;
    let points = 0;
    for (const loss of lost) points += loss.points;
    return {
      score: isJudged[place] === true ? Math.max(0, 100 - points) : Number.NaN,
      lost: lost.length === 0 ? noLostPoints : lost.map((loss) => lostPoints(loss, placeId)),
      part: parts[place] ?? 0,
      cut,
    };
  };
  return {
    nodes: graph.nodes.map(({ place }) => scoreOf(place, false)),
    edges: graph.edges.map((edge) => scoreOf(edge.place, isCut(edge))),
  };
}

/** By place, nodes first and then edges. */
function lossesOf(graph: JudgedGraph, isJudged: readonly boolean[]): readonly (readonly NamedLoss[])[] {
  // One list for all places in turn: a new one is made only after a place put something into it, and few do.
  let before: NamedLoss[] = [];
  let scope: RuleScope = { graph, before };
  const note = (rule: HealthRuleName, losses: readonly RawLoss[]): void => {
    for (const { points, now, usual, detail, said, source } of losses)
      before.push({ points, now, usual, detail, said, source, rule });
  };
  const taken = (): readonly NamedLoss[] => {
    if (before.length === 0) return noLosses;
    const list = before;
    before = [];
    scope = { graph, before };
    return list;
  };
  const ofNodes = graph.nodes.map((node) => {
    if (isJudged[node.place] === true) for (const rule of healthRuleNames) note(rule, healthRules[rule].ofNode(node, scope));
    return taken();
  });
  const ofEdges = graph.edges.map((edge) => {
    if (isJudged[edge.place] === true) for (const rule of healthRuleNames) note(rule, healthRules[rule].ofEdge(edge, scope));
    return taken();
  });
  return [...ofNodes, ...ofEdges];
}

function lostPoints(
  { points, now, usual, detail, said, rule, source }: NamedLoss,
  placeId: (place: number) => string | null,
): LostPoints {
  return { points, now, usual, detail, said, rule, passedOnFrom: source === null ? null : placeId(source) };
}

function isSideJudged({ known, usualRequests }: JudgedSide, { seconds, callsMin }: JudgedGraph): boolean {
  return known || usualRequests * seconds >= vanishedTimes * callsMin;
}

function isCut({ reading, caller, callee }: JudgedEdge): boolean {
  if (!caller.known || Number.isNaN(reading.callee.now.requests)) return false;
  return callee.requests < nothingShare * caller.requests;
}
