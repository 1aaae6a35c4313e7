import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { BackendSettings } from '../../../contract/backendSettings';
import { accept, refuse, type Refusal, type Result } from '../../../contract/result';
import type { ListedBackend, RawSettings } from '../../../contract/settingsForm';
import { backendIdOf, type Workspace } from '../../../contract/workspace';
import { readWorkspace, type WorkspaceReading } from '../workspaceFile/workspaceFile';
import { editBackend, readRawBackend, removeBackend } from './editBackend';
import { changedMeanwhile, replaceFile, writeWhole } from './replaceFile';

export interface ReadBackend {
  readonly settings: RawSettings;
  /** Which state of the file these settings are; saving says it again. */
  readonly basis: string;
}

/** The backends of the workspace file in force: read, judged, written. The file is read anew each time; it belongs to its owners. */
export interface SettingsDesk {
  list(): Promise<Result<{ readonly backends: readonly ListedBackend[]; readonly writable: boolean }>>;
  read(backendId: string): Promise<Result<ReadBackend>>;
  /** What is wrong with these settings, key by key (`at.key` counts from the backend); empty when the file could be saved with them. */
  judge(backendId: string, settings: RawSettings): Promise<Result<readonly Refusal[]>>;
  /** The settings as the engine takes them, and the folder that relative paths count from. */
  parse(
    backendId: string,
    settings: RawSettings,
  ): Promise<Result<{ readonly settings: BackendSettings; readonly folder: string | null }>>;
  /** `basis` null: a new backend. Answers the basis of what now stands there. */
  save(backendId: string, settings: RawSettings, basis: string | null): Promise<Result<{ readonly basis: string }>>;
  remove(backendId: string, basis: string): Promise<Result<void>>;
  /** Writes the workspace in force to another path, comments and all; what stands there is replaced, as the person was asked. */
  copyTo(path: string): Promise<Result<void>>;
}

export interface SettingsDeskSetup {
  /** null while the built-in workspace is in force. */
  readonly path: () => string | null;
  readonly demoText: string;
  /** The file was written: it comes into force. */
  readonly written: (path: string) => Promise<Result<void>>;
}

export function createSettingsDesk({ path, demoText, written }: SettingsDeskSetup): SettingsDesk {
  async function readText(): Promise<Result<{ readonly text: string; readonly workspace: Workspace; readonly file: string }>> {
    const file = path();
    const text = file === null ? demoText : await readFile(file, 'utf8').catch(() => null);
    if (file === null || text !== null) return withWorkspace(text ?? demoText, file ?? 'demo-city.yaml');
    return refuse('not-found', `${file} cannot be read any more. Open it again from the menu.`);
  }

  async function write(change: (text: string) => Result<string>): Promise<Result<{ readonly text: string }>> {
    const file = path();
    if (file === null) return refuse('not-allowed', 'The built-in workspace cannot be changed. Save a copy, then change that.');
    const present = await readText();
    if (!present.ok) return present;
    const changed = change(present.value.text);
    if (!changed.ok) return changed;
    const valid = firstRefusal(readWorkspace(changed.value, file));
    if (valid !== null) return { ok: false, refusal: valid };
    const replaced = await replaceFile(file, present.value.text, changed.value);
    if (!replaced.ok) return replaced;
    const opened = await written(file);
    return opened.ok ? accept({ text: changed.value }) : opened;
  }

  /** The whole file with these settings in it, as the schema and the rest of the file judge it. */
  async function reading(backendId: string, settings: RawSettings): Promise<Result<WorkspaceReading>> {
    const present = await readText();
    if (!present.ok) return present;
    const edited = editBackend(present.value.text, backendId, settings);
    return edited.ok ? accept(readWorkspace(edited.value, present.value.file)) : edited;
  }

  return {
    list: async () => {
      const present = await readText();
      if (!present.ok) return present;
      const { backends } = present.value.workspace;
      const listed = Object.entries(backends).map(([id, { kind }]) => ({
        id,
        kind,
        readBy: readersOf(present.value.workspace, id),
      }));
      return accept({ backends: listed, writable: path() !== null });
    },
    read: async (backendId) => {
      const present = await readText();
      if (!present.ok) return present;
      const settings = rawOf(present.value.text, backendId);
      return settings === null ? noSuchBackend(backendId) : accept({ settings, basis: basisOf(settings) });
    },
    judge: async (backendId, settings) => {
      const read = await reading(backendId, settings);
      if (!read.ok) return read;
      return accept(read.value.ok ? [] : read.value.refusals.map((refusal) => fromBackend(refusal, backendId)));
    },
    parse: async (backendId, settings) => {
      const read = await reading(backendId, settings);
      if (!read.ok) return read;
      const file = path();
      const folder = file === null ? null : dirname(file);
      if (!read.value.ok) return refusedFirst(read.value.refusals.map((refusal) => fromBackend(refusal, backendId)));
      const parsed = read.value.workspace.backends[backendId];
      return parsed === undefined ? noSuchBackend(backendId) : accept({ settings: parsed, folder });
    },
    save: async (backendId, settings, basis) => {
      const result = await write((text) => {
        const present = rawOf(text, backendId);
        if (basis === null && present !== null)
          return refuse('not-allowed', `The file already has a backend "${backendId}". Choose another name.`);
        if (basis !== null && (present === null || basisOf(present) !== basis))
          return refuse('not-allowed', changedMeanwhile(path() ?? ''));
        return editBackend(text, backendId, settings);
      });
      if (result.ok) return accept({ basis: basisOf(settings) });
      return { ok: false, refusal: fromBackend(result.refusal, backendId) };
    },
    remove: async (backendId, basis) => {
      const result = await write((text) => {
        const present = rawOf(text, backendId);
        if (present === null) return noSuchBackend(backendId);
        if (basisOf(present) !== basis) return refuse('not-allowed', changedMeanwhile(path() ?? ''));
        const read = readWorkspace(text, path() ?? '');
        const readers = read.ok ? readersOf(read.workspace, backendId) : [];
        if (readers.length > 0 || (read.ok && read.workspace.source === backendId))
          return refuse(
            'not-allowed',
            `"${backendId}" is still read by ${readers.slice(0, 5).join(', ') || 'the workspace (source)'}. Let them read from another backend first.`,
          );
        return removeBackend(text, backendId);
      });
      return result.ok ? accept(undefined) : result;
    },
    copyTo: async (target) => {
      const present = await readText();
      return present.ok ? writeWhole(target, present.value.text) : present;
    },
  };
}

function withWorkspace(text: string, file: string): Result<{ text: string; workspace: Workspace; file: string }> {
  const reading = readWorkspace(text, file);
  if (reading.ok) return accept({ text, workspace: reading.workspace, file });
  return refusedFirst(reading.refusals);
}

function readersOf(workspace: Workspace, backendId: string): string[] {
  return Object.keys(workspace.metrics).filter((metricId) => backendIdOf(workspace, metricId) === backendId);
}

function rawOf(text: string, backendId: string): RawSettings | null {
  const raw = readRawBackend(text, backendId);
  return isRawSettings(raw) ? raw : null;
}

/** What YAML reads as a map is JSON already: the workspace it stands in passed its schema. */
function isRawSettings(value: unknown): value is RawSettings {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** By content, with keys in order: a comment that changed is nobody's conflict. */
function basisOf(settings: RawSettings): string {
  return createHash('sha256')
    .update(JSON.stringify(sorted(settings)))
    .digest('hex')
    .slice(0, 32);
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, child]) => [key, sorted(child)]),
  );
}

/** `backends.prom.access.auth` → `access.auth`; what is wrong elsewhere in the file keeps its whole key. */
function fromBackend(refusal: Refusal, backendId: string): Refusal {
  const prefix = `backends.${backendId}.`;
  if (refusal.at?.key?.startsWith(prefix) !== true) return refusal;
  return { ...refusal, at: { key: refusal.at.key.slice(prefix.length) } };
}

function firstRefusal(reading: WorkspaceReading): Refusal | null {
  return reading.ok
    ? null
    : (reading.refusals[0] ?? { code: 'workspace-invalid', message: 'The file would not be a workspace.' });
}

function refusedFirst(refusals: readonly Refusal[]): Result<never> {
  const [first] = refusals;
  return first === undefined ? refuse('workspace-invalid', 'The file is not a workspace.') : { ok: false, refusal: first };
}

function noSuchBackend(backendId: string): Result<never> {
  return refuse('not-found', `The file has no backend "${backendId}" any more.`);
}
