import ElectronStore from 'electron-store';
import { z } from 'zod';
import { languages, themes } from '../../contract/choices';
import type { WindowPlace } from './windowPlace';

/** What the console remembers between starts about this workstation; small, and safe to lose. */
export interface Settings {
  recentWorkspaces(): readonly string[];
  /** Newest first; returns the list after. */
  rememberWorkspace(path: string): readonly string[];
  preferences(): SavedPreferences;
  savePreferences(preferences: SavedPreferences): void;
  placeOf(slot: string): WindowPlace | null;
  savePlace(slot: string, place: WindowPlace): void;
  /** Whether people were ever kept at this console; see control/people. */
  peopleBegun(): boolean;
  markPeopleBegun(): void;
  secret(name: string): string | null;
  saveSecret(name: string, sealed: string): void;
  removeSecret(name: string): void;
  /** How the safety lever was left; null when it was never touched. */
  lever(): SavedLever | null;
  saveLever(lever: SavedLever): void;
}

const recentMax = 10;

const preferencesSchema = z.object({
  theme: z.enum(themes).optional(),
  language: z.enum(languages).optional(),
  sound: z.boolean().optional(),
});
export type SavedPreferences = z.infer<typeof preferencesSchema>;

const leverSchema = z.object({ engaged: z.boolean(), by: z.string().nullable(), reason: z.string() });
export type SavedLever = z.infer<typeof leverSchema>;

const rectangleSchema = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
});
const placeSchema = z.object({ bounds: rectangleSchema, displayId: z.number(), fullScreen: z.boolean() });

/** Each part falls back alone: a value that somebody edited wrongly costs that value, not the file. */
const settingsSchema = z.object({
  recentWorkspaces: z.array(z.string()).max(recentMax).catch([]),
  preferences: preferencesSchema.catch({}),
  windowPlaces: z.record(z.string(), placeSchema).catch({}),
  peopleBegun: z.boolean().catch(false),
  /** Sealed by the system's key store, base64; see credentials.ts. */
  secrets: z.record(z.string(), z.string()).catch({}),
  lever: leverSchema.nullable().catch(null).default(null),
});

export function openSettings(): Settings {
  // A file that is not JSON any more is started afresh rather than keeping the console from opening.
  const file = new ElectronStore({ name: 'settings', clearInvalidConfig: true });
  const read = (): z.infer<typeof settingsSchema> => settingsSchema.parse(file.store);
  return {
    recentWorkspaces: () => read().recentWorkspaces,
    rememberWorkspace: (path) => {
      const paths = [path, ...read().recentWorkspaces.filter((other) => other !== path)].slice(0, recentMax);
      file.set('recentWorkspaces', paths);
      return paths;
    },
    preferences: () => read().preferences,
    savePreferences: (preferences) => file.set('preferences', preferences),
    placeOf: (slot) => read().windowPlaces[slot] ?? null,
    savePlace: (slot, place) => file.set('windowPlaces', { ...read().windowPlaces, [slot]: place }),
    peopleBegun: () => read().peopleBegun,
    markPeopleBegun: () => {
      if (!read().peopleBegun) file.set('peopleBegun', true);
    },
    secret: (name) => read().secrets[name] ?? null,
    saveSecret: (name, sealed) => file.set('secrets', { ...read().secrets, [name]: sealed }),
    removeSecret: (name) => {
      const { [name]: _removed, ...others } = read().secrets;
      file.set('secrets', others);
    },
    lever: () => read().lever,
    saveLever: (lever) => file.set('lever', lever),
  };
}
