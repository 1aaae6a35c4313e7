/** Semantic zoom: domains as cards, services, services with their instances and more numbers. */
export const zoomLevels = ['far', 'middle', 'near'] as const;
export type ZoomLevel = (typeof zoomLevels)[number];

/** Below, a service's box is too small for its name. */
const middleFrom = 0.42;
/** From here on a box has room for cells and three numbers. */
const nearFrom = 1.55;

export function zoomLevelOf(zoom: number): ZoomLevel {
  if (zoom < middleFrom) return 'far';
  return zoom < nearFrom ? 'middle' : 'near';
}
