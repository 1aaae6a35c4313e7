import type { GraphFrame, GraphPart, InstanceReading } from '../../contract/coreLink';
import type { Health } from '../ui/health';
import type { GraphScene } from './graphScene';
import { healthOfScore } from '../link/healthOfScore';
import { rateStepOf } from './rateStep';

/** What a frame says of a scene, in the scene's order: everything that a tick may change. It never says where anything stands. */
export interface GraphReadings {
  readonly nodes: readonly NodeReading[];
  readonly edges: readonly EdgeReading[];
  /** Something is explained: what is not part of it steps back. */
  readonly isTroubled: boolean;
  /** By node or edge id. */
  readonly instances: ReadonlyMap<string, readonly InstanceReading[]>;
}
export interface NodeReading {
  readonly health: Health;
  /** Whole points; NaN is unknown. */
  readonly score: number;
  readonly part: GraphPart;
  readonly requests: number;
  readonly failures: number;
  readonly latencyMsP99: number;
}
export interface EdgeReading {
  readonly health: Health;
  readonly score: number;
  readonly part: GraphPart;
  readonly isCut: boolean;
  /** Width of its line, 0–5. */
  readonly rateStep: number;
  readonly requests: number;
}

/** @param before what was shown until now, so that a rate that wavers about a step's edge does not */
export function readFrame(scene: GraphScene, frame: GraphFrame | null, before: GraphReadings | null): GraphReadings {
  const suits = frame !== null && frame.revision === scene.revision && frame.by === scene.by ? frame : null;
  const nodesAll = suits?.nodes.score.length ?? 0;
  const nodes = scene.nodes.map(({ index }): NodeReading => {
    if (suits === null) return nothingOfNode;
    const score = Math.round(suits.nodes.score[index] ?? NaN);
    return {
      health: healthOfScore(suits.nodes.score[index] ?? NaN),
      score,
      part: partOf(suits.parts[index]),
      requests: suits.nodes.requests[index] ?? NaN,
      failures: suits.nodes.failures[index] ?? NaN,
      latencyMsP99: suits.nodes.latencyMsP99[index] ?? NaN,
    };
  });
  const edges = scene.edges.map(({ index }, i): EdgeReading => {
    if (suits === null) return nothingOfEdge;
    const requests = suits.edges.requests[index] ?? NaN;
    return {
      health: healthOfScore(suits.edges.score[index] ?? NaN),
      score: Math.round(suits.edges.score[index] ?? NaN),
      part: partOf(suits.parts[nodesAll + index]),
      isCut: suits.edges.cut[index] === 1,
      rateStep: rateStepOf(requests, before?.edges.length === scene.edges.length ? (before.edges[i]?.rateStep ?? null) : null),
      requests,
    };
  });
  return {
    nodes,
    edges,
    isTroubled: nodes.some(({ part }) => part > 0) || edges.some(({ part }) => part > 0),
    instances: instancesOf(suits),
  };
}

/** Whether nobody could see a difference at middle distance: then nothing is drawn again. */
export function looksSame(a: GraphReadings, b: GraphReadings): boolean {
  if (a.nodes.length !== b.nodes.length || a.edges.length !== b.edges.length || a.isTroubled !== b.isTroubled) return false;
  return (
    a.nodes.every((node, i) => {
      const other = b.nodes[i];
      return (
        other !== undefined && Object.is(node.score, other.score) && node.health === other.health && node.part === other.part
      );
    }) &&
    a.edges.every((edge, i) => {
      const other = b.edges[i];
      return (
        other !== undefined &&
        edge.health === other.health &&
        edge.part === other.part &&
        edge.isCut === other.isCut &&
        edge.rateStep === other.rateStep
      );
    })
  );
}

/** Part of what explains, or itself not well: it keeps its full strength while the rest steps back. */
export function isLit({ part, health }: { readonly part: GraphPart; readonly health: Health }): boolean {
  return part > 0 || health === 'watch' || health === 'degraded' || health === 'broken';
}

const nothingOfNode: NodeReading = { health: 'unknown', score: NaN, part: 0, requests: NaN, failures: NaN, latencyMsP99: NaN };
const nothingOfEdge: EdgeReading = { health: 'unknown', score: NaN, part: 0, isCut: false, rateStep: 0, requests: NaN };

function partOf(value: number | undefined): GraphPart {
  return value === 2 ? 2 : value === 1 ? 1 : 0;
}

function instancesOf(frame: GraphFrame | null): ReadonlyMap<string, readonly InstanceReading[]> {
  const byPlace = new Map<string, InstanceReading[]>();
  for (const instance of frame?.instances ?? []) {
    const known = byPlace.get(instance.of);
    if (known === undefined) byPlace.set(instance.of, [instance]);
    else known.push(instance);
  }
  return byPlace;
}
