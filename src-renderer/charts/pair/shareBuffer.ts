import type { PanelBuffer } from '../../frames/panelBuffer';

/**
 * Lines 2i and 2i + 1 as one line i: the first as a share of the second, in percent (0–100). A gap where either has one, and
 * where the whole is zero: of no calls none failed is no measurement.
 */
export function shareBuffer(buffer: PanelBuffer): PanelBuffer {
  const isPart = (_: unknown, line: number): boolean => line % 2 === 0;
  const lines = buffer.query.lines.filter(isPart);
  const columns = lines.map((_, i) => {
    const [part, whole] = [buffer.column(2 * i), buffer.column(2 * i + 1)];
    return part.map((value, at) => ((whole[at] ?? 0) > 0 ? Math.min(100, (100 * value) / (whole[at] ?? 1)) : Number.NaN));
  });
  return {
    ...buffer,
    query: { ...buffer.query, lines },
    lines: buffer.lines.filter(isPart),
    column: (line) => columns[line] ?? nothing,
  };
}

const nothing = new Float64Array(0);
