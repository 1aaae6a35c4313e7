/**
 * LOOK §8: a 4K wall shows the same layout at twice the size, a 4K desk at 1.25. Chromium's own zoom belongs to a host, and all
 * windows share one; so each page scales itself, and whoever measures in window pixels must know.
 */
let scale = 1;

/** Follows the window's size from now on; before the first paint, so that nothing is laid out twice. */
export function followPageScale(isWall: boolean): void {
  const follow = (): void => {
    scale = scaleFor(window.innerWidth, window.innerHeight, isWall);
    document.documentElement.style.zoom = String(scale);
  };
  window.addEventListener('resize', follow);
  follow();
}

/** A window nearly as large as a 4K screen: its frame and bars may take some of it. */
const largeFrom = { width: 3_200, height: 1_800 };

export function scaleFor(width: number, height: number, isWall: boolean): number {
  if (width < largeFrom.width || height < largeFrom.height) return 1;
  return isWall ? 2 : 1.25;
}

/** Window pixels, as pointers and boxes have them, in the page's own CSS px. */
export function ownLength(windowPx: number): number {
  return windowPx / scale;
}

/** Device pixels per CSS px of the page: what a canvas needs to be sharp. */
export function canvasRatio(): number {
  return window.devicePixelRatio * scale;
}
