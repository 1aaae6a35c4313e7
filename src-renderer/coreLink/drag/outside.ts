/** The window's bounds and a pointer on the desktop that all displays share, DIP. */
export interface Desk {
  readonly screenX: number;
  readonly screenY: number;
  readonly outerWidth: number;
  readonly outerHeight: number;
}

/** Whether a point of the desktop lies outside of this window; its frame belongs to it. */
export function isOutside(desk: Desk, x: number, y: number): boolean {
  return x < desk.screenX || y < desk.screenY || x >= desk.screenX + desk.outerWidth || y >= desk.screenY + desk.outerHeight;
}
