/** Slots [from, to); lists of them are sorted and disjoint. */
export interface SlotRange {
  readonly from: number;
  readonly to: number;
}

/** Adds one range; what overlaps or touches becomes one. */
export function addRange(ranges: readonly SlotRange[], added: SlotRange): SlotRange[] {
  if (added.to <= added.from) return [...ranges];
  let { from, to } = added;
  const before: SlotRange[] = [];
  const after: SlotRange[] = [];
  for (const range of ranges) {
    if (range.to < from) before.push(range);
    else if (range.from > to) after.push(range);
    else {
      from = Math.min(from, range.from);
      to = Math.max(to, range.to);
    }
  }
  return [...before, { from, to }, ...after];
}

/** What of `ranges` lies in `window`. */
export function intersectRanges(ranges: readonly SlotRange[], window: SlotRange): SlotRange[] {
  return ranges
    .map(({ from, to }) => ({ from: Math.max(from, window.from), to: Math.min(to, window.to) }))
    .filter(({ from, to }) => to > from);
}

/** What of `ranges` is not in `taken`. */
export function subtractRanges(ranges: readonly SlotRange[], taken: readonly SlotRange[]): SlotRange[] {
  let left = [...ranges];
  for (const cut of taken) {
    left = left.flatMap((range) =>
      cut.to <= range.from || cut.from >= range.to
        ? [range]
        : [
            { from: range.from, to: cut.from },
            { from: cut.to, to: range.to },
          ].filter(({ from, to }) => to > from),
    );
  }
  return left;
}
