import { markdownTable } from '../plainMarkdown';
import type { ReportFacts } from '../reportFacts';
import type { Telling } from '../telling';

/** What was changed, and how it fits the cause: also what fits nothing, so that the reader can judge. */
export function changesSection({ incident, diagnosis, events }: ReportFacts, say: Telling): string {
  const words = say.words.changes;
  const fitting = (diagnosis?.suspects ?? []).flatMap((suspect) => suspect.changes.map((change) => ({ suspect, change })));
  const relation = (eventId: string): string => {
    const best = fitting.filter(({ change }) => change.eventId === eventId).sort((a, b) => b.change.fits - a.change.fits)[0];
    if (best === undefined) return '';
    return words.fits(say.name(best.suspect.name), words.scope[best.change.scope], say.confidence(best.change.fits));
  };
  const rows = [
    ...events.map(({ id, at, kind, title, target }) => ({
      id,
      at,
      kind: words.kinds[kind],
      title: target === null ? say.name(title) : `${say.name(title)} (${say.target(target)})`,
    })),
    ...fitting
      .filter(({ change }) => !events.some(({ id }) => id === change.eventId))
      .map(({ change }) => ({
        id: change.eventId,
        at: change.at,
        kind: words.kinds[change.kind],
        title: say.name(change.title),
      })),
    ...incident.context.flatMap((context) => {
      if (context.kind === 'change')
        return events.some(({ at, title }) => at === context.at && title.zh === context.name.zh) ||
          fitting.some(({ change }) => change.at === context.at)
          ? []
          : [{ id: '', at: context.at, kind: words.kinds.change, title: say.name(context.name) }];
      const kind = context.kind === 'holiday' ? words.holiday : words.kinds[context.kind];
      return events.some(({ title }) => title.zh === context.name.zh)
        ? []
        : [{ id: '', at: incident.startedAt, kind, title: say.name(context.name) }];
    }),
  ];
  const once = rows.filter((row, i) => row.id === '' || rows.findIndex(({ id }) => id === row.id) === i);
  if (once.length === 0) return words.none;
  return markdownTable(
    words.head,
    once.sort((a, b) => a.at - b.at).map(({ id, at, kind, title }) => [say.clock(at), kind, title, relation(id)]),
  );
}
