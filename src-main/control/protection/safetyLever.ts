import type { LocalText } from '../../../contract/words';
import type { SafetyLever } from '../../../contract/protection';
import { accept, refuse, type Result } from '../../../contract/result';
import type { Store } from '../store';

/** Something that acts by itself or takes long: it can be stopped at once, and asks before it begins. */
export interface LeverMember {
  readonly id: string;
  readonly name: LocalText;
  /** How many of it run now. */
  running(): number;
  /** Ends all of it, at once; never waits for a backend. */
  stop(): void;
}

/**
 * 安全闸: stops drills, stress runs and automations, and blocks new ones. It needs no backend and nobody signed in, survives a restart,
 * and knows nothing of read-back, revert and release: those are never asked whether they may.
 */
export interface SafetyLeverDesk {
  /** A member registers once; one that registers while the lever is engaged is stopped at once. */
  readonly register: (member: LeverMember) => void;
  engage(reason: string, by: string | null): Result<void>;
  release(reason: string, by: string): Result<void>;
  /** Why nothing may begin; null when it may. */
  blocks(): string | null;
  /** Something of a member began or ended. */
  readonly follow: () => void;
}

export interface SafetyLeverSetup {
  readonly store: Store;
  readonly roomNow: () => number | null;
  /** What was kept at the end of the last session. */
  readonly kept: Pick<SafetyLever, 'engaged' | 'by' | 'reason'> | null;
  /** Keeps it over a restart; a failure costs the memory, not the lever. */
  readonly keep: (lever: Pick<SafetyLever, 'engaged' | 'by' | 'reason'>) => void;
  /** Stands in the audit; one that cannot be written does not keep the lever from working. */
  readonly record: (entry: {
    readonly kind: 'lever';
    readonly engaged: boolean;
    readonly reason: string;
    readonly by: string | null;
  }) => void;
  readonly log: (level: 'info' | 'warn' | 'error', text: string) => void;
}

export function createSafetyLever({ store, roomNow, kept, keep, record, log }: SafetyLeverSetup): SafetyLeverDesk {
  const members = new Map<string, LeverMember>();
  let state: Omit<SafetyLever, 'members'> = {
    engaged: kept?.engaged ?? false,
    by: kept?.by ?? null,
    reason: kept?.reason ?? '',
    at: null,
  };

  function follow(): void {
    const listed = [...members.values()].map((member) => ({ id: member.id, name: member.name, running: member.running() }));
    store.put('lever', 'room', { ...state, members: listed });
  }

  function attempt(what: string, act: () => void): void {
    try {
      act();
    } catch (error) {
      log('error', `the safety lever: ${what} failed: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  function pull(engaged: boolean, reason: string, by: string | null): void {
    state = { engaged, reason, by, at: roomNow() };
    if (engaged) for (const member of members.values()) attempt(`stopping ${member.id}`, () => member.stop());
    follow();
    attempt('keeping it', () => keep({ engaged, reason, by }));
    attempt('its audit record', () => record({ kind: 'lever', engaged, reason, by }));
  }

  follow();
  return {
    register: (member) => {
      members.set(member.id, member);
      if (state.engaged) attempt(`stopping ${member.id}`, () => member.stop());
      follow();
    },
    engage: (reason, by) => {
      // Also when it is engaged already: whoever pulls it again wants to be sure that everything stands still.
      pull(true, reason === '' ? state.reason : reason, by);
      return accept(undefined);
    },
    release: (reason, by) => {
      if (!state.engaged) return refuse('bad-input', 'The safety lever is not engaged; nothing was done.');
      pull(false, reason, by);
      return accept(undefined);
    },
    blocks: () =>
      state.engaged
        ? `The safety lever is engaged${state.by === null ? '' : ` by ${state.by}`}: drills, stress runs and automations cannot begin until it is released.`
        : null,
    follow,
  };
}
