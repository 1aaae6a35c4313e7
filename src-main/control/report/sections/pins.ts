import { markdownTable } from '../plainMarkdown';
import type { ReportFacts } from '../reportFacts';
import type { Telling } from '../telling';

export function pinsSection({ incident }: ReportFacts, say: Telling): string {
  const words = say.words.pins;
  if (incident.pins.length === 0) return words.none;
  return markdownTable(
    words.head,
    incident.pins.map(({ name, at, score, lost, by, pinnedAt }) => [
      say.name(name),
      say.clock(at),
      score === null ? words.unknownScore : String(Math.round(score)),
      lost.map(({ rule, points }) => `${words.rules[rule]} −${Math.round(points)}`).join(say.words.comma),
      [say.name(by), say.clock(pinnedAt)].join(say.words.comma),
    ]),
    [2],
  );
}
