import type { SimilarIncident } from '../../../../contract/diagnosis';
import { markdownList } from '../plainMarkdown';
import type { ReportFacts } from '../reportFacts';
import type { Telling } from '../telling';

export function similarSection({ similar }: ReportFacts, say: Telling): string {
  if (similar.length === 0) return say.words.similar.none;
  return markdownList(similar.map((one) => item(one, say)));
}

function item({ incidentId, headline, startedAt, tookMs, alike, same, cause, helped }: SimilarIncident, say: Telling): string {
  const words = say.words.similar;
  const facts = [
    words.item(say.name(incidentId), say.name(headline), say.day(startedAt)),
    words.alike(say.confidence(alike), same.map((each) => words.same[each]).join(say.words.list)),
    ...(cause === null ? [] : [words.cause(say.name(cause))]),
    ...(tookMs === null ? [] : [words.took(say.lasted(tookMs))]),
  ].join(say.words.comma);
  if (helped.length === 0) return facts;
  const done = helped.map(({ at, by, what }) => {
    const person = by === null ? '' : ` ${say.name(by)}`;
    return `  - ${say.day(at)}${person}${say.words.colon}${say.name(what)}`;
  });
  return [`${facts}${say.words.comma}${words.helped}`, ...done].join('\n');
}
