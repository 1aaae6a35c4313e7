import type { GraphPoint } from '../../../contract/coreLink';
import { toScreen, type Camera } from '../camera';
import type { GraphScene } from '../graphScene';
import { placeOfPart } from '../sceneTarget';
import type { ScenePart } from '../travel';
import type { ZoomLevel } from '../zoomLevel';
import { traceNode } from './drawNode';
import type { GraphLook } from './graphLook';
import { traceRoute } from './traceRoute';

/** What a hand or a key does to the picture; drawn on a layer of its own, so that nothing else is drawn again for it. */
export interface GraphMarks {
  readonly focus: ScenePart | null;
  readonly hover: ScenePart | null;
  /** Node indexes that a search found. */
  readonly found: readonly number[];
  /** Pointer of a drag of this part, px of the picture. */
  readonly drag: { readonly part: ScenePart; readonly at: GraphPoint } | null;
  /** Nodes that are being moved, by node index: how far, graph units. */
  readonly moved: { readonly nodes: readonly number[]; readonly by: GraphPoint } | null;
}
export const noMarks: GraphMarks = { focus: null, hover: null, found: [], drag: null, moved: null };

export function marksNothing({ focus, hover, found, drag, moved }: GraphMarks): boolean {
  return focus === null && hover === null && found.length === 0 && drag === null && moved === null;
}

export function drawMarks(
  context: CanvasRenderingContext2D,
  scene: GraphScene,
  marks: GraphMarks,
  camera: Camera,
  level: ZoomLevel,
  look: GraphLook,
): void {
  if (level !== 'far') {
    for (const index of marks.found) ring(context, scene, { kind: 'node', index }, camera, look, 2, 3);
    if (marks.hover !== null) ring(context, scene, marks.hover, camera, look, 1.5, 2);
    if (marks.focus !== null) ring(context, scene, marks.focus, camera, look, 2.5, 4);
  }
  if (marks.drag !== null) drawTether(context, scene, marks.drag, camera, look);
  if (marks.moved !== null) drawMoved(context, scene, marks.moved, camera, look);
}

/** Around a node; under a link a broad soft band, so that its own pattern stays to be seen. */
function ring(
  context: CanvasRenderingContext2D,
  scene: GraphScene,
  part: ScenePart,
  camera: Camera,
  { colours }: GraphLook,
  widthPx: number,
  offPx: number,
): void {
  context.setLineDash([]);
  context.strokeStyle = colours.accent;
  if (part.kind === 'edge') {
    const edge = scene.edges[part.index];
    if (edge === undefined) return;
    context.save();
    context.globalAlpha = 0.3;
    context.lineCap = 'round';
    context.lineWidth = 8 + widthPx * 3;
    traceRoute(context, edge.route, camera);
    context.stroke();
    context.restore();
    return;
  }
  const node = scene.nodes[part.index];
  if (node === undefined) return;
  const { x, y } = toScreen(camera, { x: node.box.left, y: node.box.top });
  const [width, height] = [(node.box.right - node.box.left) * camera.zoom, (node.box.bottom - node.box.top) * camera.zoom];
  context.lineWidth = widthPx;
  traceNode(
    context,
    node,
    { left: x - offPx, top: y - offPx, width: width + 2 * offPx, height: height + 2 * offPx },
    camera.zoom,
  );
  context.stroke();
}

/** From where it was taken to where it is held. */
function drawTether(
  context: CanvasRenderingContext2D,
  scene: GraphScene,
  { part, at }: NonNullable<GraphMarks['drag']>,
  camera: Camera,
  { colours }: GraphLook,
): void {
  const origin = placeOfPart(scene, part);
  if (origin === null) return;
  const from = toScreen(camera, origin);
  context.strokeStyle = colours.accent;
  context.lineWidth = 1.8;
  context.lineCap = 'round';
  context.setLineDash([2, 5]);
  context.beginPath();
  context.moveTo(from.x, from.y);
  context.quadraticCurveTo((from.x + at.x) / 2, Math.max(from.y, at.y) + 40, at.x, at.y);
  context.stroke();
  context.setLineDash([]);
}

function drawMoved(
  context: CanvasRenderingContext2D,
  scene: GraphScene,
  { nodes, by }: NonNullable<GraphMarks['moved']>,
  camera: Camera,
  { colours }: GraphLook,
): void {
  context.strokeStyle = colours.accent;
  context.fillStyle = colours.accentSoft;
  context.lineWidth = 1.8;
  context.setLineDash([5, 4]);
  for (const index of nodes) {
    const node = scene.nodes[index];
    if (node === undefined) continue;
    const { x, y } = toScreen(camera, { x: node.box.left + by.x, y: node.box.top + by.y });
    const box = {
      left: x,
      top: y,
      width: (node.box.right - node.box.left) * camera.zoom,
      height: (node.box.bottom - node.box.top) * camera.zoom,
    };
    traceNode(context, node, box, camera.zoom);
    context.globalAlpha = 0.6;
    context.fill();
    context.globalAlpha = 1;
    context.stroke();
  }
  context.setLineDash([]);
}
