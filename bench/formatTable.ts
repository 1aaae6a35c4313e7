import type { BenchGoal, BenchRow } from './benchResult';

/** One aligned table; numbers to the right. Columns are the keys of all rows, in order of first appearance. */
export function formatTable(rows: readonly BenchRow[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cells = rows.map((row) => columns.map((column) => cellText(row[column])));
  const widths = columns.map((column, i) => Math.max(column.length, ...cells.map((row) => row[i]?.length ?? 0)));
  const toRight = columns.map((column) => rows.every((row) => typeof row[column] !== 'string'));
  const line = (texts: readonly string[]): string =>
    texts
      .map((text, i) => (toRight[i] === true ? text.padStart(widths[i] ?? 0) : text.padEnd(widths[i] ?? 0)))
      .join('  ')
      .trimEnd();
  return [line(columns), line(widths.map((width) => '─'.repeat(width))), ...cells.map(line)].join('\n') + '\n';
}

export function formatGoals(goals: readonly BenchGoal[]): string {
  return goals
    .map(({ name, value, unit, goal, holds }) => `${holds ? 'holds ' : 'MISSED'}  ${name}: ${value} ${unit} (goal ${goal})\n`)
    .join('');
}

function cellText(value: BenchRow[string] | undefined): string {
  return value === null || value === undefined ? '–' : String(value);
}
