export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface LabelWish {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  /** Left-top corners, best first. */
  readonly spots: readonly { readonly left: number; readonly top: number }[];
}

/**
 * Gives each label the first of its spots that lies inside the bounds and touches nothing placed before it; earlier wishes
 * win. A label without a free spot is left out: no text at all beats text upon text.
 */
export function placeLabels(wishes: readonly LabelWish[], bounds: Box, taken: readonly Box[] = []): ReadonlyMap<string, Box> {
  const placed = new Map<string, Box>();
  for (const wish of wishes) {
    const boxes = wish.spots.map((spot) => ({ ...spot, width: wish.width, height: wish.height }));
    const free = boxes.find(
      (box) => isInside(box, bounds) && ![...taken, ...placed.values()].some((other) => overlap(box, other)),
    );
    if (free !== undefined) placed.set(wish.id, free);
  }
  return placed;
}

export function overlap(a: Box, b: Box): boolean {
  return a.left < b.left + b.width && b.left < a.left + a.width && a.top < b.top + b.height && b.top < a.top + a.height;
}

function isInside(box: Box, bounds: Box): boolean {
  return (
    box.left >= bounds.left &&
    box.top >= bounds.top &&
    box.left + box.width <= bounds.left + bounds.width &&
    box.top + box.height <= bounds.top + bounds.height
  );
}
