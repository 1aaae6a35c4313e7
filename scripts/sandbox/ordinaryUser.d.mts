import type { ElectronRuntime } from '../electron-runtime.mjs';

export interface OrdinaryUserStage {
  /** Starts Electron as that user; the tests' own Electron when they already are an ordinary user. */
  readonly executable: string;
  readonly appFolder: string;
  /** Writable by that user; nobody else's settings. */
  readonly profileFolder: string;
  readonly userId: number;
  close(): void;
}

export function stageForOrdinaryUser(runtime: ElectronRuntime): OrdinaryUserStage;
