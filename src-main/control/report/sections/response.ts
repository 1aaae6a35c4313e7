import { markdownBlocks, markdownTable } from '../plainMarkdown';
import type { ReportFacts } from '../reportFacts';
import { responseTimes } from '../responseTimes';
import type { Telling } from '../telling';

export function responseSection(facts: ReportFacts, say: Telling): string {
  const words = say.words.response;
  const { verdict, startedAt, raisedAt } = facts.incident;
  if (verdict?.false === true) return words.falseAlarm;
  const rows = responseTimes(facts).map(({ name, limitMs, at, tookMs, overMs, state }) => {
    const over = say.lasted(Math.abs(overMs));
    const result = {
      met: words.met,
      missed: words.missed(over),
      running: overMs > 0 ? words.runningLate(over) : words.running(over),
      never: words.never,
    }[state];
    const took = state === 'never' ? '' : say.lasted(tookMs);
    return [words[name], words.limit(limitMs / 60_000), took, at === null ? '' : say.clock(at), result];
  });
  return markdownBlocks(markdownTable(words.head, rows, [1, 2]), raisedAt < startedAt ? words.ahead : null);
}
