import type { GraphPoint } from '../../contract/coreLink';
import type { Box } from './box';

/** Graph point (x, y) stands at the picture's top left; `zoom` is CSS px per graph unit. */
export interface Camera {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}
export interface Viewport {
  readonly width: number;
  readonly height: number;
}

/** From further away than this even domains are dots; a graph that is fitted smaller may be seen a little smaller still. */
const zoomMin = 0.36;
const zoomLeast = 0.04;
export const zoomMax = 4;
/** A small graph on a large screen stays a graph of services: near begins above this. */
const fitZoomMax = 1.3;
const fitMarginPx = 10;

/** The whole box in the middle of the picture. */
export function fitCamera(box: Box, { width, height }: Viewport): Camera {
  const [boxWidth, boxHeight] = [Math.max(1, box.right - box.left), Math.max(1, box.bottom - box.top)];
  const wanted = Math.min((width - 2 * fitMarginPx) / boxWidth, (height - 2 * fitMarginPx) / boxHeight, fitZoomMax);
  const zoom = clampZoom(wanted);
  return { zoom, x: (box.left + box.right) / 2 - width / 2 / zoom, y: (box.top + box.bottom) / 2 - height / 2 / zoom };
}

export function panCamera(camera: Camera, byXPx: number, byYPx: number): Camera {
  return { ...camera, x: camera.x - byXPx / camera.zoom, y: camera.y - byYPx / camera.zoom };
}

/** Zooms about a point of the picture: what lies under it stays there. `fitted`: the zoom that shows the whole graph; 0: as far out as one likes. */
export function zoomCamera(camera: Camera, factor: number, atXPx: number, atYPx: number, fitted = 0): Camera {
  const zoom = Math.max(Math.min(zoomMin, fitted * 0.8), clampZoom(camera.zoom * factor));
  return {
    zoom,
    x: camera.x + atXPx / camera.zoom - atXPx / zoom,
    y: camera.y + atYPx / camera.zoom - atYPx / zoom,
  };
}

export function toScreen(camera: Camera, { x, y }: GraphPoint): GraphPoint {
  return { x: (x - camera.x) * camera.zoom, y: (y - camera.y) * camera.zoom };
}

export function toGraph(camera: Camera, xPx: number, yPx: number): GraphPoint {
  return { x: xPx / camera.zoom + camera.x, y: yPx / camera.zoom + camera.y };
}

/** What of the graph can be seen, with a margin in px around it. */
export function seenBox(camera: Camera, { width, height }: Viewport, marginPx: number): Box {
  const from = toGraph(camera, -marginPx, -marginPx);
  const to = toGraph(camera, width + marginPx, height + marginPx);
  return { left: from.x, top: from.y, right: to.x, bottom: to.y };
}

/** Moves only as far as needed to have the box inside with some room around it; the same camera when it is. */
export function revealCamera(camera: Camera, box: Box, view: Viewport): Camera {
  const room = 24;
  const [from, to] = [toScreen(camera, { x: box.left, y: box.top }), toScreen(camera, { x: box.right, y: box.bottom })];
  const shift = (low: number, high: number, size: number): number => {
    if (low < room) return room - low;
    return high > size - room ? Math.max(size - room - high, room - low) : 0;
  };
  const [byX, byY] = [shift(from.x, to.x, view.width), shift(from.y, to.y, view.height)];
  return byX === 0 && byY === 0 ? camera : panCamera(camera, byX, byY);
}

function clampZoom(zoom: number): number {
  return Math.min(zoomMax, Math.max(zoomLeast, zoom));
}
