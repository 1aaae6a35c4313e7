import type { Frame } from '../../../contract/frames';

/** The bucket that still fills would look like a fall on paper, where nobody sees it fill. */
export function withoutFilling(frame: Frame): Frame {
  const columns = frame.columns.map((column, line) => {
    const filling = frame.lines[line]?.filling;
    if (filling === null || filling === undefined) return column;
    const from = Math.floor((filling.at - frame.firstAt) / frame.stepMs);
    return column.map((value, i) => (i >= from ? Number.NaN : value));
  });
  return { ...frame, columns };
}
