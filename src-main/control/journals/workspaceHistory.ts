import { join } from 'node:path';
import { z } from 'zod';
import { openJournal, type JournalFormat } from './journal';

const openingSchema = z.object({
  /** The workstation's clock: no room clock exists before a workspace does. */
  openedAt: z.number(),
  /** null for the built-in workspace. */
  path: z.string().nullable(),
  name: z.string(),
});
export type WorkspaceOpening = z.infer<typeof openingSchema>;

const openingsMax = 1_000;

const format: JournalFormat<WorkspaceOpening> = {
  name: 'highnoon.workspaces',
  version: 1,
  entry: openingSchema,
  migrate: (entry) => entry,
  bytesMax: 262_144,
  keep: (openings) => openings.slice(-openingsMax),
};

/** Which workspace was in force when; asked when a past moment is looked at. */
export function openWorkspaceHistory(folder: string): {
  readonly openings: readonly WorkspaceOpening[];
  readonly repairs: readonly string[];
  append(opening: WorkspaceOpening): void;
  readonly close: () => void;
} {
  const { journal, entries, repairs } = openJournal(join(folder, 'workspaces.journal'), format);
  return { openings: entries, repairs, append: (opening) => journal.append(opening), close: () => journal.close() };
}
