import { elsewhereLane } from '../../../contract/coreLink';
import { chartFont } from '../../charts/chartLook';
import { otherLanguage } from '../../i18n/text';
import { toScreen, type Camera } from '../camera';
import type { SceneLane } from '../graphScene';
import { widthOf } from './fitText';
import type { GraphLook } from './graphLook';

/** Lanes that the workspace does not name are named by each language itself. */
export function laneTitle(
  { id, name }: Pick<SceneLane, 'id' | 'name'>,
  { language, words }: Pick<GraphLook, 'language' | 'words'>,
): string {
  return name?.[language] ?? (id === elsewhereLane ? words.elsewhere : words.margin);
}

export function drawLaneTitle(context: CanvasRenderingContext2D, lane: SceneLane, camera: Camera, look: GraphLook): void {
  const { colours, language } = look;
  const from = toScreen(camera, { x: lane.box.left, y: lane.box.top });
  const to = toScreen(camera, { x: lane.box.right, y: lane.box.bottom });
  const titlePx = Math.min(22, Math.max(12, 18 * camera.zoom));
  const [x, y] = [from.x + 14 * camera.zoom, from.y + Math.max(10, 18 * camera.zoom)];
  const title = laneTitle(lane, look);
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  context.font = chartFont(titlePx, 600);
  context.fillStyle = colours.ink2;
  context.fillText(title, x, y);
  const second = lane.name?.[otherLanguage(language)].toLowerCase();
  const room = widthOf(context, title);
  if (second === undefined || second === title.toLowerCase()) return;
  context.font = chartFont(titlePx * 0.78, 400);
  context.fillStyle = colours.ink3;
  if (x + room + 8 + widthOf(context, second) < to.x) context.fillText(second, x + room + 8, y + 1);
}

export function drawLaneGround(context: CanvasRenderingContext2D, lane: SceneLane, camera: Camera, { colours }: GraphLook): void {
  const from = toScreen(camera, { x: lane.box.left, y: lane.box.top });
  const to = toScreen(camera, { x: lane.box.right, y: lane.box.bottom });
  context.fillStyle = colours.sunk;
  context.beginPath();
  context.roundRect(from.x, from.y, to.x - from.x, to.y - from.y, 8 * camera.zoom);
  context.fill();
}
