import type { LostPoints } from '../../../../contract/graphQuery';
import type { GraphReading } from '../graphReading';

export interface PlaceScore {
  /** 0–100; NaN = unknown. */
  readonly score: number;
  /** Most points first. */
  readonly lost: readonly LostPoints[];
  /** 0 nothing to do with it, 1 affected, 2 on the cause's path. */
  readonly part: 0 | 1 | 2;
  /** Calls are made and nothing passes; always false for nodes. */
  readonly cut: boolean;
}

export interface GraphScores {
  readonly nodes: readonly PlaceScore[];
  readonly edges: readonly PlaceScore[];
}

/** Health scores 服务打分 of a whole graph at one moment. Pure. */
export function scoreGraph(reading: GraphReading): GraphScores {
  const unknown: PlaceScore = { score: Number.NaN, lost: [], part: 0, cut: false };
  return { nodes: reading.nodes.map(() => unknown), edges: reading.edges.map(() => unknown) };
}
