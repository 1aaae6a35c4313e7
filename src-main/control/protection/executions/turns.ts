import { accept, refuse, type Result } from '../../../../contract/result';

/** One act at a time on each execution; taking back waits only for what is under way to end, and makes it end. */
export interface Turns {
  take(executionId: string, what: TurnKind, act: (turn: Turn) => Promise<void>): Promise<Result<void>>;
  /** What is under way, as a sentence; null while nothing is. */
  busy(executionId: string): string | null;
  /** All that is under way ends, at its next safe place. */
  readonly stopAll: () => Promise<void>;
}
export type TurnKind = 'run' | 'release' | 'reapply' | 'revert';

export interface Turn {
  stopping(): boolean;
  /** Ends when `begin`'s resume is called, or when the turn has to end; `begin` returns what cancels it. */
  unlessStopped(begin: (resume: () => void) => () => void): Promise<void>;
}

interface TakenTurn {
  readonly what: TurnKind;
  readonly stop: () => void;
  readonly done: Promise<void>;
}

const doing: Readonly<Record<TurnKind, string>> = {
  run: 'is being executed',
  release: 'is being released',
  reapply: 'is being applied again',
  revert: 'is being taken back',
};

export function createTurns(): Turns {
  const taken = new Map<string, TakenTurn>();
  const busy = (executionId: string): string | null => {
    const turn = taken.get(executionId);
    return turn === undefined ? null : `${executionId} ${doing[turn.what]}; wait for its end, then ask again.`;
  };
  return {
    busy,
    take: async (executionId, what, act) => {
      const before = taken.get(executionId);
      if (before !== undefined && (what !== 'revert' || before.what === 'revert'))
        return refuse('unavailable', busy(executionId) ?? '');
      const { turn, stop } = createTurn();
      before?.stop();
      const done = (before?.done ?? Promise.resolve()).then(() => act(turn));
      const mine: TakenTurn = { what, stop, done: done.catch(() => undefined) };
      taken.set(executionId, mine);
      try {
        await done;
        return accept(undefined);
      } finally {
        if (taken.get(executionId) === mine) taken.delete(executionId);
      }
    },
    stopAll: async () => {
      for (const { stop } of taken.values()) stop();
      await Promise.all([...taken.values()].map(({ done }) => done));
    },
  };
}

function createTurn(): { readonly turn: Turn; readonly stop: () => void } {
  let stopped = false;
  let wake: () => void = () => undefined;
  return {
    turn: {
      stopping: () => stopped,
      unlessStopped: async (begin) => {
        if (stopped) return;
        let cancel: () => void = () => undefined;
        await new Promise<void>((resolve) => {
          wake = resolve;
          cancel = begin(resolve);
        });
        cancel();
      },
    },
    stop: () => {
      stopped = true;
      wake();
    },
  };
}
