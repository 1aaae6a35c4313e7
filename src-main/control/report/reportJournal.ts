import { join } from 'node:path';
import { z } from 'zod';
import { languages } from '../../../contract/choices';
import { reportKeyOf, reportSectionIds, reportsMax, type Report } from '../../../contract/report';
import type { Workspace } from '../../../contract/workspace';
import { beginsAnew, journalNameOf } from '../journals/eventJournal';
import { openJournal, type JournalFormat } from '../journals/journal';

/** Reports as they were made, with their pictures, and what people wrote in them: kept across starts, one journal per workspace file. */
export interface ReportJournal {
  readonly entries: readonly ReportEntry[];
  readonly repairs: readonly string[];
  append(entry: ReportEntry): void;
  close(): void;
}

const sectionId = z.enum(reportSectionIds);
const keySchema = { incidentId: z.string().min(1), language: z.enum(languages) };

const madeSchema = z.object({
  kind: z.literal('made'),
  ...keySchema,
  madeAt: z.number(),
  madeBy: z.string().nullable(),
  title: z.string(),
  about: z.array(z.string()),
  basis: z.object({
    phase: z.enum(['open', 'recovering', 'resolved']),
    alarmCount: z.number(),
    stepCount: z.number(),
    diagnosisVersion: z.number().nullable(),
  }) satisfies z.ZodType<Report['basis']>,
  sections: z.array(z.object({ id: sectionId, title: z.string(), made: z.string() })),
  /** SVG by id. */
  pictures: z.record(z.string(), z.string()),
});
const editedSchema = z.object({
  kind: z.literal('edited'),
  ...keySchema,
  section: sectionId,
  /** Null: taken back. `seen`: what was made when it was written. */
  edit: z.object({ text: z.string(), by: z.string(), at: z.number(), seen: z.string() }).nullable(),
});
const entrySchema = z.discriminatedUnion('kind', [madeSchema, editedSchema]);
export type ReportEntry = z.infer<typeof entrySchema>;
export type MadeEntry = z.infer<typeof madeSchema>;
export type EditedEntry = z.infer<typeof editedSchema>;

/** What people wrote outlives the reports that can be made again. */
const editsMax = 500;

const format: JournalFormat<ReportEntry> = {
  name: 'highnoon.reports',
  version: 1,
  entry: entrySchema,
  migrate: (entry) => entry,
  // Twenty reports with five pictures each are about 2 MB.
  bytesMax: 8_388_608,
  keep: standing,
};

/**
 * `path` of the workspace file; null for the built-in one. A world that begins anew at each start keeps nothing.
 * @throws when the folder cannot be written
 */
export function openReportJournal(folder: string, path: string | null, workspace: Workspace): ReportJournal {
  if (beginsAnew(workspace, workspace.source)) return unkeptReports;
  const { journal, entries, repairs } = openJournal(join(folder, `reports-${journalNameOf(path)}.journal`), format);
  return { entries: standing(entries), repairs, append: (entry) => journal.append(entry), close: () => journal.close() };
}

export const unkeptReports: ReportJournal = { entries: [], repairs: [], append: () => undefined, close: () => undefined };

/** The newest of each report and of each section's text. */
function standing(entries: readonly ReportEntry[]): readonly ReportEntry[] {
  const made = new Map<string, ReportEntry>();
  const edited = new Map<string, ReportEntry>();
  for (const entry of entries) {
    const key = reportKeyOf(entry.incidentId, entry.language);
    // Deleted first, so that the order is that of the newest word.
    const [book, name] = entry.kind === 'made' ? [made, key] : [edited, `${key} ${entry.section}`];
    book.delete(name);
    if (entry.kind === 'made' || entry.edit !== null) book.set(name, entry);
  }
  return [...[...made.values()].slice(-reportsMax), ...[...edited.values()].slice(-editsMax)];
}
