import { join } from 'node:path';
import { z } from 'zod';
import type { CheckRun, Diagnosis } from '../../../contract/diagnosis';
import type { Workspace } from '../../../contract/workspace';
import { beginsAnew, journalNameOf } from '../journals/eventJournal';
import { openJournal, type JournalFormat } from '../journals/journal';
import { checkRunSchema, diagnosisSchema } from './findingsSchema';

/** What was found out about incidents, kept across starts: one journal per workspace file, beside that of the incidents. */
export interface FindingsJournal {
  readonly remembered: RememberedFindings;
  readonly repairs: readonly string[];
  append(entry: FindingEntry): void;
  close(): void;
}

export type FindingEntry =
  { readonly kind: 'diagnosis'; readonly diagnosis: Diagnosis } | { readonly kind: 'checks'; readonly run: CheckRun };

/** The newest of each incident and runbook, oldest first. */
export interface RememberedFindings {
  readonly diagnoses: readonly Diagnosis[];
  readonly runs: readonly CheckRun[];
}

export const nothingFound: RememberedFindings = { diagnoses: [], runs: [] };

/** A diagnosis with eight suspects is some 15 kB, and an incident has about one of its cause and three runbooks. */
const bytesMax = 6_291_456;
/** What a rewrite leaves, so that the next is not due at once: 200 incidents, or as many of the newest as are this long. */
const keptBytesMax = bytesMax / 2;

const format: JournalFormat<FindingEntry> = {
  name: 'highnoon.findings',
  version: 1,
  entry: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('diagnosis'), diagnosis: diagnosisSchema }),
    z.object({ kind: z.literal('checks'), run: checkRunSchema }),
  ]),
  migrate: (entry) => entry,
  bytesMax,
  keep: (entries) => newestOf(entries),
};

/**
 * `path` of the workspace file; null for the built-in one. As with incidents nothing is kept where the source is a world that
 * begins anew at each start.
 * @throws when the folder cannot be written
 */
export function openFindingsJournal(folder: string, path: string | null, workspace: Workspace): FindingsJournal {
  if (beginsAnew(workspace, workspace.source))
    return { remembered: nothingFound, repairs: [], append: () => undefined, close: () => undefined };
  const opened = openJournal(join(folder, `findings-${journalNameOf(path)}.journal`), format);
  const kept = newestOf(opened.entries);
  return {
    remembered: {
      diagnoses: kept.flatMap((entry) => (entry.kind === 'diagnosis' ? [entry.diagnosis] : [])),
      runs: kept.flatMap((entry) => (entry.kind === 'checks' ? [entry.run] : [])),
    },
    repairs: opened.repairs,
    append: (entry) => opened.journal.append(entry),
    close: () => opened.journal.close(),
  };
}

/** One of each, in the order in which they were last written; the oldest go where there is too much. */
function newestOf(entries: readonly FindingEntry[]): readonly FindingEntry[] {
  const newest = new Map<string, FindingEntry>();
  for (const entry of entries) {
    const key = entry.kind === 'diagnosis' ? entry.diagnosis.incidentId : `${entry.run.incidentId} ${entry.run.runbookId}`;
    // Set anew, it stands last.
    newest.delete(key);
    newest.set(key, entry);
  }
  let bytes = 0;
  const kept: FindingEntry[] = [];
  for (const entry of [...newest.values()].reverse()) {
    bytes += JSON.stringify(entry).length;
    if (bytes > keptBytesMax) break;
    kept.push(entry);
  }
  return kept.reverse();
}
