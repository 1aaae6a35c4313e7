import type { Language } from '../../../contract/choices';
import type { CommandInput } from '../../../contract/commands';
import { reportKeyOf, reportsMax, type Report, type ReportSection } from '../../../contract/report';
import { accept, refuse, type Result } from '../../../contract/result';
import type { EditedEntry, MadeEntry, ReportJournal } from './reportJournal';

/** Made reports and what people wrote in them. The two are kept apart: making anew replaces only what was made. */
export interface ReportBook {
  reports(): Readonly<Record<string, Report>>;
  keepMade(entry: MadeEntry): void;
  edit(input: CommandInput<'report.edit'>, by: string, at: number): Result<void>;
  picturesOf(incidentId: string, language: Language): Readonly<Record<string, string>>;
  close(): void;
}

export function createReportBook(journal: ReportJournal): ReportBook {
  const made = new Map<string, MadeEntry>();
  const edits = new Map<string, EditedEntry>();
  const versions = new Map<string, number>();
  for (const entry of journal.entries) take(entry);

  function take(entry: MadeEntry | EditedEntry): void {
    const key = reportKeyOf(entry.incidentId, entry.language);
    versions.set(key, (versions.get(key) ?? 0) + 1);
    if (entry.kind === 'edited') {
      edits.set(`${key} ${entry.section}`, entry);
      return;
    }
    made.delete(key);
    made.set(key, entry);
    for (const oldest of [...made.keys()].slice(0, -reportsMax)) made.delete(oldest);
  }
  const keep = (entry: MadeEntry | EditedEntry): void => {
    journal.append(entry);
    take(entry);
  };

  function sectionOf(
    { incidentId, language }: MadeEntry,
    { id, title, made: text }: MadeEntry['sections'][number],
  ): ReportSection {
    const edit = edits.get(`${reportKeyOf(incidentId, language)} ${id}`)?.edit ?? null;
    if (edit === null) return { id, title, made: text, edit: null };
    return { id, title, made: text, edit: { text: edit.text, by: edit.by, at: edit.at, newer: edit.seen !== text } };
  }

  return {
    reports: () =>
      Object.fromEntries(
        [...made].map(([key, entry]): [string, Report] => {
          const { incidentId, language, madeAt, madeBy, title, about, basis } = entry;
          const sections = entry.sections.map((section) => sectionOf(entry, section));
          return [key, { incidentId, language, version: versions.get(key) ?? 0, madeAt, madeBy, title, about, basis, sections }];
        }),
      ),
    keepMade: keep,
    edit: ({ incidentId, language, section, text, replaces }, by, at) => {
      const key = reportKeyOf(incidentId, language);
      const present = made.get(key)?.sections.find(({ id }) => id === section);
      if (present === undefined)
        return refuse('not-found', `There is no report of incident ${incidentId} yet. Make one, then write in it.`);
      const before = edits.get(`${key} ${section}`)?.edit ?? null;
      if ((before?.at ?? null) !== replaces)
        return refuse(
          'bad-input',
          before === null
            ? 'Somebody took this text back meanwhile. Look at it, then save again.'
            : `${before.by} wrote this section meanwhile. Look at what it says now, then save again.`,
        );
      const edit = text === null ? null : { text: text.replace(/\r\n?/g, '\n'), by, at, seen: present.made };
      keep({ kind: 'edited', incidentId, language, section, edit });
      return accept(undefined);
    },
    picturesOf: (incidentId, language) => made.get(reportKeyOf(incidentId, language))?.pictures ?? {},
    close: () => journal.close(),
  };
}
