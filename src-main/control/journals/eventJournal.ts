import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { eventSeverities, eventsMax, type RoomEvent } from '../../../contract/state';
import { localTextSchema, trafficSchema } from '../../../contract/words';
import type { Workspace } from '../../../contract/workspace';
import { openJournal, type Journal, type JournalFormat } from './journal';

/** What happened, kept across starts: one journal per workspace file. */
export interface EventJournal {
  /** Newest last; empty for a world that begins anew at each start. */
  readonly events: readonly RoomEvent[];
  readonly repairs: readonly string[];
  append(events: readonly RoomEvent[]): void;
  close(): void;
}

const alertSchema = z.object({
  state: z.enum(['active', 'suppressed', 'resolved']),
  silencedBy: z.array(z.string()),
  inhibitedBy: z.array(z.string()),
  acknowledged: z.object({ by: z.string(), at: z.number() }).nullable(),
});

const eventSchema: z.ZodType<RoomEvent> = z.object({
  id: z.string().min(1),
  at: z.number(),
  kind: z.enum(['alarm', 'change', 'action', 'release', 'drill', 'stress', 'promotion']),
  title: localTextSchema,
  target: z.string().nullable(),
  traffic: trafficSchema,
  backendId: z.string().min(1),
  // Journals of the first format lack what follows.
  severity: z.enum(eventSeverities).default('none'),
  until: z.number().nullable().default(null),
  labels: z.record(z.string(), z.string()).default({}),
  alert: alertSchema.nullable().default(null),
});

const format: JournalFormat<RoomEvent> = {
  name: 'highnoon.events',
  version: 1,
  entry: eventSchema,
  migrate: (entry) => entry,
  bytesMax: 2_097_152,
  keep: newestOfEachId,
};

/** `path` of the workspace file; null for the built-in one. */
export function openEventJournal(folder: string, path: string | null, workspace: Workspace): EventJournal {
  const opened = openJournal(join(folder, `events-${journalNameOf(path)}.journal`), format);
  const lasting = (event: RoomEvent): boolean => !beginsAnew(workspace, event.backendId);
  return {
    events: newestOfEachId(opened.entries).filter(lasting),
    repairs: opened.repairs,
    append: (events) => appendAll(opened.journal, events.filter(lasting)),
    close: () => opened.journal.close(),
  };
}

/** Part of the file names of what is kept for one workspace file. */
export function journalNameOf(path: string | null): string {
  return path === null ? 'demo-city' : createHash('sha256').update(path).digest('hex').slice(0, 16);
}

/** The embedded city is a new world at each start: its last life's events would lie in this one's future. */
export function beginsAnew(workspace: Workspace, backendId: string): boolean {
  const backend = workspace.backends[backendId];
  return backend?.kind === 'demoCity' && backend.url === 'embedded';
}

function appendAll(journal: Journal<RoomEvent>, events: readonly RoomEvent[]): void {
  for (const event of events) journal.append(event);
}

function newestOfEachId(events: readonly RoomEvent[]): readonly RoomEvent[] {
  const byId = new Map(events.map((event) => [event.id, event]));
  return [...byId.values()].sort((a, b) => a.at - b.at).slice(-eventsMax);
}
