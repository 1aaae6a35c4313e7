import { overlap, type Box } from './box';

/** Finds boxes by place. */
export interface BoxGrid {
  /** Indexes of the boxes that overlap this one, each once. */
  within(box: Box): number[];
}

const cellSize = 200;

/** Cells of a fixed size, each with the boxes that touch it: made once a scene. */
export function createBoxGrid(boxes: readonly Box[]): BoxGrid {
  const cells = new Map<string, number[]>();
  boxes.forEach((box, index) => {
    for (const key of cellsOf(box)) {
      const cell = cells.get(key);
      if (cell === undefined) cells.set(key, [index]);
      else cell.push(index);
    }
  });
  return {
    within: (wanted) => {
      const found = new Set<number>();
      for (const key of cellsOf(wanted))
        for (const index of cells.get(key) ?? []) {
          const box = boxes[index];
          if (box !== undefined && overlap(box, wanted)) found.add(index);
        }
      return [...found];
    },
  };
}

function* cellsOf({ left, top, right, bottom }: Box): Generator<string> {
  for (let x = Math.floor(left / cellSize); x <= Math.floor(right / cellSize); x += 1)
    for (let y = Math.floor(top / cellSize); y <= Math.floor(bottom / cellSize); y += 1) yield `${x} ${y}`;
}
