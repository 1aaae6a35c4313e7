import { z } from 'zod';

/** Each kind of window as data: a new kind is one entry here and one folder in src-renderer/windows. */
export interface WindowKind {
  readonly width: number;
  readonly height: number;
  readonly minWidth: number;
  readonly minHeight: number;
  /** A wall window keeps the display awake while it is open. */
  readonly wall: boolean;
  /** Opens on another display than its opener when there is one. */
  readonly prefersOtherDisplay: boolean;
  /** How many may be open at once; opening one more focuses the oldest. */
  readonly countMax: number;
}

export const windowKinds = {
  overview: { width: 1920, height: 1080, minWidth: 1180, minHeight: 700, wall: true, prefersOtherDisplay: false, countMax: 4 },
  wall: { width: 1920, height: 1080, minWidth: 1180, minHeight: 700, wall: true, prefersOtherDisplay: true, countMax: 4 },
  /** Looks at the room's selection, so one is enough: opening it again brings it to what was selected now. */
  drill: { width: 1680, height: 1000, minWidth: 1180, minHeight: 700, wall: false, prefersOtherDisplay: true, countMax: 1 },
  /** One an incident: its subject is the incident's id. */
  incident: { width: 1920, height: 1080, minWidth: 1180, minHeight: 700, wall: true, prefersOtherDisplay: true, countMax: 4 },
  /** The core link as a graph: where is it broken. */
  coreLink: { width: 1920, height: 1080, minWidth: 1180, minHeight: 700, wall: true, prefersOtherDisplay: true, countMax: 3 },
  /** One node or link of it with both sides' view of the calls; its subject is the node's or edge's id. */
  link: { width: 1280, height: 860, minWidth: 960, minHeight: 640, wall: false, prefersOtherDisplay: false, countMax: 6 },
  /** An incident's report as it will be printed; its subject is the incident's id. */
  report: { width: 1280, height: 860, minWidth: 960, minHeight: 640, wall: false, prefersOtherDisplay: false, countMax: 4 },
  /** The plan board: switches with their lamps, plans, what is in force, the audit. */
  protection: { width: 1680, height: 1000, minWidth: 1180, minHeight: 700, wall: true, prefersOtherDisplay: true, countMax: 2 },
  /** One plan made ready: read, armed, held. Its subject is the planId. */
  plan: { width: 1280, height: 800, minWidth: 1180, minHeight: 700, wall: false, prefersOtherDisplay: false, countMax: 4 },
  /** What detection would have said of the past. */
  backtest: { width: 1680, height: 1000, minWidth: 1180, minHeight: 700, wall: false, prefersOtherDisplay: false, countMax: 1 },
  settings: { width: 1280, height: 860, minWidth: 960, minHeight: 640, wall: false, prefersOtherDisplay: false, countMax: 1 },
} as const satisfies Record<string, WindowKind>;

export type WindowKindName = keyof typeof windowKinds;
export const windowKindNames = Object.keys(windowKinds) as [WindowKindName, ...WindowKindName[]];
export const windowKindSchema = z.enum(windowKindNames);

/** What a window may know about itself; handed over by preload before its first script runs. */
export interface WindowIdentity {
  readonly windowId: string;
  readonly kind: WindowKindName;
  /** What it is about, for kinds that open once a subject: an incident's id; null for all others. */
  readonly subject: string | null;
  /** `WindowKind.wall`: read from across the room. */
  readonly wall: boolean;
  readonly appVersion: string;
  readonly runtime: RuntimeIdentity;
}

/** Which Electron runs, said plainly in the console: `fallback` is for development and tests only. */
export interface RuntimeIdentity {
  readonly electron: string;
  readonly chromium: string;
  readonly node: string;
  readonly origin: 'official' | 'fallback';
}
