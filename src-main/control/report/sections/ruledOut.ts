import { markdownTable } from '../plainMarkdown';
import type { ReportFacts } from '../reportFacts';
import type { Telling } from '../telling';

export function ruledOutSection({ diagnosis }: ReportFacts, say: Telling): string {
  const words = say.words.ruledOut;
  const ruledOut = diagnosis?.ruledOut ?? [];
  if (ruledOut.length === 0) return words.none;
  return markdownTable(
    words.head,
    ruledOut.map(({ name, why, because, series, usual, now }) => [
      say.name(name),
      why === 'waits' ? words.waits(because === null ? null : say.target(because)) : words[why],
      say.words.cause.series[series],
      say.measured(series, usual),
      say.measured(series, now),
    ]),
    [3, 4],
  );
}
