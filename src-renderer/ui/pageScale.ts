/**
 * LOOK §8: a 4K wall shows the same layout at twice the size, a 4K desk at 1.25. Chromium's own zoom belongs to a host, and all
 * windows share one; so the page scales itself, and whoever measures in window pixels must know.
 */
export function pageScale(): number {
  return Number(document.documentElement.style.zoom || 1);
}

/** Window pixels, as pointers and boxes have them, in the page's own CSS px. */
export function ownLength(windowPx: number): number {
  return windowPx / pageScale();
}
