import { overlap } from '../box';
import { seenBox, type Camera, type Viewport } from '../camera';
import { isLit, type GraphReadings } from '../graphReadings';
import type { GraphScene } from '../graphScene';
import { laneCards } from '../laneCards';
import type { ZoomLevel } from '../zoomLevel';
import { drawCards } from './drawCards';
import { drawLaneGround, drawLaneTitle } from './drawLane';
import { drawLink } from './drawLink';
import { drawNode } from './drawNode';
import { dimOpacity, type GraphLook } from './graphLook';

export interface PaintInput {
  readonly scene: GraphScene;
  readonly readings: GraphReadings;
  readonly look: GraphLook;
  readonly camera: Camera;
  readonly view: Viewport;
  readonly level: ZoomLevel;
}

/** Between two looks at the clock: about half a millisecond of strokes. */
const partsPerStep = 24;
const seenMarginPx = 40;

/**
 * Paints lanes, links and nodes, what is seen of them, in steps that a frame's budget can end after. The dim come before the
 * lit, so that what explains lies on top. Every line is a stroke of its own: one path of all is three times slower in software.
 */
export function* paintScene(
  context: CanvasRenderingContext2D,
  { scene, readings, look, camera, view, level }: PaintInput,
): Generator<void> {
  if (level === 'far') {
    // A card says its lane's name itself.
    for (const lane of scene.lanes) drawLaneGround(context, lane, camera, look);
    drawCards(context, laneCards(scene, readings), readings.isTroubled, camera, look);
    return;
  }
  const seen = seenBox(camera, view, seenMarginPx);
  const lanes = scene.lanes.filter(({ box }) => overlap(box, seen));
  for (const lane of lanes) drawLaneGround(context, lane, camera, look);
  const dimmed = look.dims && readings.isTroubled ? dimOpacity[look.theme] : 1;
  let parts = 0;
  for (const wantsLit of [false, true])
    for (const [i, edge] of scene.edges.entries()) {
      const reading = readings.edges[i];
      if (reading === undefined || isLit(reading) !== wantsLit || !touches(edge.bounds, seen)) continue;
      context.globalAlpha = wantsLit ? 1 : dimmed;
      drawLink(context, edge, reading, camera, look);
      if ((parts += 1) % partsPerStep === 0) yield;
    }
  context.globalAlpha = 1;
  for (const lane of lanes) drawLaneTitle(context, lane, camera, look);
  for (const [i, node] of scene.nodes.entries()) {
    const reading = readings.nodes[i];
    if (reading === undefined || !overlap(node.box, seen)) continue;
    // Its ground is opaque also when it is dimmed: links pass behind.
    context.globalAlpha = isLit(reading) ? 1 : dimmed;
    drawNode(
      context,
      node,
      reading,
      readings.instances.get(node.id) ?? readings.instances.get(node.place.node.id) ?? [],
      camera,
      level,
      look,
    );
    if ((parts += 1) % partsPerStep === 0) yield;
  }
  context.globalAlpha = 1;
}

/** A straight link's bounds have no height. */
function touches(a: { left: number; top: number; right: number; bottom: number }, b: typeof a): boolean {
  return a.left <= b.right && b.left <= a.right && a.top <= b.bottom && b.top <= a.bottom;
}
