import type { GraphPart } from '../../../../contract/coreLink';
import { healthRuleNames, type LostPoints } from '../../../../contract/graphQuery';
import type { GraphReading } from '../graphReading';
import type { HealthRule, RawLoss, RuleScope } from './healthRule';
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

/** Health scores 服务打分 of a whole graph at one moment. Pure. */
export function scoreGraph(reading: GraphReading): GraphScores {
  const graph = judgeGraph(reading);
  const raw = [
    ...graph.nodes.map((node) => (isJudged(node.side, graph) ? lossesBy(graph, (rule, scope) => rule.ofNode(node, scope)) : [])),
    ...graph.edges.map((edge) => (isLinkJudged(edge, graph) ? lossesBy(graph, (rule, scope) => rule.ofEdge(edge, scope)) : [])),
  ];
  const losses = passOn(raw);
  const parts = partsOf(losses);
  const places = [...reading.nodes, ...reading.edges];
  const scoreOf = (place: number, judged: boolean, cut: boolean): PlaceScore => {
    const list = losses[place] ?? [];
    const points = list.reduce((sum, loss) => sum + loss.points, 0);
    return {
      score: judged ? Math.max(0, 100 - points) : Number.NaN,
      lost: list.map(({ source, ...loss }) => ({ ...loss, passedOnFrom: source === null ? null : (places[source]?.id ?? null) })),
      part: parts[place] ?? 0,
      cut,
    };
  };
  return {
    nodes: graph.nodes.map(({ place, side }) => scoreOf(place, isJudged(side, graph), false)),
    edges: graph.edges.map((edge) => scoreOf(edge.place, isLinkJudged(edge, graph), isCut(edge))),
  };
}

function lossesBy(graph: JudgedGraph, ask: (rule: HealthRule, scope: RuleScope) => readonly RawLoss[]): readonly NamedLoss[] {
  const before: NamedLoss[] = [];
  const scope = { graph, before };
  for (const rule of healthRuleNames) {
    const losses = ask(healthRules[rule], scope);
    for (const loss of losses) before.push({ ...loss, rule });
  }
  return before;
}

function isJudged({ known, usualRequests }: JudgedSide, { seconds, callsMin }: JudgedGraph): boolean {
  return known || usualRequests * seconds >= vanishedTimes * callsMin;
}

function isLinkJudged({ caller, callee }: JudgedEdge, graph: JudgedGraph): boolean {
  return isJudged(caller, graph) || isJudged(callee, graph);
}

function isCut({ reading, caller, callee }: JudgedEdge): boolean {
  if (!caller.known || Number.isNaN(reading.callee.now.requests)) return false;
  return callee.requests < nothingShare * caller.requests;
}
