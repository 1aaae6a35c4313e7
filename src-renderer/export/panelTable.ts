import { dayName, type ChartWords } from '../charts/chartWords';
import type { PanelBuffer } from '../frames/panelBuffer';
import { formatIsoLocal } from '../ui/format';
import type { CsvTable } from './csv';

/** The samples behind one chart: local time with its offset, epoch ms, then one column per line in the metric's unit. */
export function panelTable(buffer: PanelBuffer | undefined, name: string, words: ChartWords): CsvTable {
  const lines = buffer?.query.lines ?? [];
  const header = [
    words.text('export.time', { zone: words.timeZone }),
    words.text('export.epoch'),
    ...lines.map(({ day }) => `${name} · ${dayName(words, day, buffer?.roomAt ?? 0)}`),
  ];
  if (buffer === undefined || !buffer.filled) return { header, rows: [] };
  const columns = lines.map((_line, i) => buffer.column(i));
  const rows = Array.from({ length: buffer.length }, (_, i) => {
    const at = buffer.firstAt + i * buffer.stepMs;
    return [formatIsoLocal(at, words.timeZone), at, ...columns.map((column) => column[i] ?? null)];
  });
  return { header, rows };
}
