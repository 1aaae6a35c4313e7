import type { WindowKind } from '../../contract/windowKinds';

/** DIP on the desktop that all displays share. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface DisplayArea {
  readonly id: number;
  readonly workArea: Rectangle;
  readonly primary: boolean;
}

/** Where a window was last; `displayId` is the display that showed most of it. */
export interface WindowPlace {
  readonly bounds: Rectangle;
  readonly displayId: number;
  readonly fullScreen: boolean;
}

/**
 * Where a window opens. A saved place is taken as long as its display is there; otherwise the window comes back on the
 * display it overlaps most, or the primary one, at its size or the largest that fits. DIP shrink when a display's scale
 * grows, so a saved size is fitted again even on its own display.
 */
export function placeWindow(
  kind: WindowKind,
  saved: WindowPlace | null,
  displays: readonly DisplayArea[],
  openerDisplayId: number | null,
): { readonly bounds: Rectangle; readonly fullScreen: boolean } {
  if (saved === null) {
    const display = freshDisplay(kind, displays, openerDisplayId);
    return { bounds: centre(kind, display.workArea), fullScreen: false };
  }
  const own = displays.find((display) => display.id === saved.displayId);
  if (own !== undefined) return { bounds: moveInside(saved.bounds, own.workArea), fullScreen: saved.fullScreen };
  const overlapped = mostOverlapped(saved.bounds, displays);
  if (overlapped !== undefined) return { bounds: moveInside(saved.bounds, overlapped.workArea), fullScreen: saved.fullScreen };
  return { bounds: centre(saved.bounds, freshDisplay(kind, displays, openerDisplayId).workArea), fullScreen: saved.fullScreen };
}

/** Where an open window goes when the displays changed; null when it may stay: still at least `visibleShareMin` on-screen. */
export function bringBack(bounds: Rectangle, displays: readonly DisplayArea[]): Rectangle | null {
  const visible = displays.reduce((area, display) => area + overlap(bounds, display.workArea), 0);
  if (visible >= visibleShareMin * bounds.width * bounds.height) return null;
  const display = mostOverlapped(bounds, displays) ?? primaryOf(displays);
  return moveInside(bounds, display.workArea);
}

/** Where a person wants a window: its upper left corner at a point of the desktop, or on a display, wherever it is there. */
export type WantedPlace = { readonly x: number; readonly y: number } | { readonly displayId: string };

/**
 * Where a window of this size goes when it is wanted there: whole, inside the work area of the display that holds the point, or the
 * nearest one; in the middle of the display that was named. Null when that display is not there any more.
 */
export function placeAt(
  wanted: WantedPlace,
  size: { readonly width: number; readonly height: number },
  displays: readonly DisplayArea[],
): Rectangle | null {
  if ('displayId' in wanted) {
    const display = displays.find(({ id }) => String(id) === wanted.displayId);
    return display === undefined ? null : centre(size, display.workArea);
  }
  const [nearest] = [...displays].sort((a, b) => distance(wanted, a.workArea) - distance(wanted, b.workArea));
  const { workArea } = nearest ?? primaryOf(displays);
  return moveInside({ ...wanted, width: size.width, height: size.height }, workArea);
}

export function holds({ x, y, width, height }: Rectangle, point: { readonly x: number; readonly y: number }): boolean {
  return point.x >= x && point.x < x + width && point.y >= y && point.y < y + height;
}

const visibleShareMin = 0.5;

function freshDisplay(kind: WindowKind, displays: readonly DisplayArea[], openerDisplayId: number | null): DisplayArea {
  const opener = displays.find((display) => display.id === openerDisplayId);
  const other = displays.find((display) => display.id !== (opener ?? primaryOf(displays)).id);
  return kind.prefersOtherDisplay && other !== undefined ? other : (opener ?? primaryOf(displays));
}

function primaryOf(displays: readonly DisplayArea[]): DisplayArea {
  const display = displays.find((each) => each.primary) ?? displays[0];
  if (display === undefined) throw new Error('a desktop has at least one display while a window is open');
  return display;
}

function mostOverlapped(bounds: Rectangle, displays: readonly DisplayArea[]): DisplayArea | undefined {
  const ranked = displays
    .map((display) => ({ display, area: overlap(bounds, display.workArea) }))
    .filter(({ area }) => area > 0)
    .sort((a, b) => b.area - a.area);
  return ranked[0]?.display;
}

/** 0 for a point inside; a panel at the edge of a display belongs to no work area. */
function distance(point: { readonly x: number; readonly y: number }, area: Rectangle): number {
  const x = Math.max(area.x - point.x, 0, point.x - (area.x + area.width - 1));
  const y = Math.max(area.y - point.y, 0, point.y - (area.y + area.height - 1));
  return Math.hypot(x, y);
}

function overlap(a: Rectangle, b: Rectangle): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return Math.max(0, width) * Math.max(0, height);
}

function centre(size: { readonly width: number; readonly height: number }, area: Rectangle): Rectangle {
  const width = Math.min(size.width, area.width);
  const height = Math.min(size.height, area.height);
  return {
    x: area.x + Math.round((area.width - width) / 2),
    y: area.y + Math.round((area.height - height) / 2),
    width,
    height,
  };
}

function moveInside(bounds: Rectangle, area: Rectangle): Rectangle {
  const width = Math.min(bounds.width, area.width);
  const height = Math.min(bounds.height, area.height);
  return {
    x: Math.round(clamp(bounds.x, area.x, area.x + area.width - width)),
    y: Math.round(clamp(bounds.y, area.y, area.y + area.height - height)),
    width,
    height,
  };
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(Math.max(value, min), max);
}
