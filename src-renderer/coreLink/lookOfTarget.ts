import type { GraphFrame } from '../../contract/coreLink';
import type { GraphLook, LostPoints } from '../../contract/graphQuery';
import type { GraphScene } from './graphScene';
import { partOfTarget } from './sceneTarget';

/** What a window says of a node or link when it is dropped somewhere: its score at the shown moment and why. `roomAt`: before it knows a moment. */
export function lookOfTarget(scene: GraphScene, frame: GraphFrame | null, target: string, roomAt: number): GraphLook {
  const shown = frame === null || frame.status.phase === 'loading' ? null : frame;
  const score = scoreOfTarget(scene, shown, target);
  return { target, at: Math.round(shown?.to ?? roomAt), score, lost: [...lostOfTarget(shown, target)].slice(0, lostMax) };
}
const lostMax = 20;

/** 0–100, null when unknown or not drawn. */
export function scoreOfTarget(scene: GraphScene, frame: GraphFrame | null, target: string): number | null {
  const part = partOfTarget(scene, target);
  if (part === null || frame === null || frame.revision !== scene.revision || frame.by !== scene.by) return null;
  const score =
    part.kind === 'node'
      ? frame.nodes.score[scene.nodes[part.index]?.index ?? -1]
      : frame.edges.score[scene.edges[part.index]?.index ?? -1];
  return score === undefined || Number.isNaN(score) ? null : Math.min(100, Math.max(0, score));
}

export function lostOfTarget(frame: GraphFrame | null, target: string): readonly LostPoints[] {
  return frame?.lost[target] ?? nothingLost;
}
const nothingLost: readonly LostPoints[] = [];
