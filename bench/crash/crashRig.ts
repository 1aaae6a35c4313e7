import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildCrashConsole } from './buildConsole';
import { startCrashServers } from './crashServers';
import { saidSchema, type CrashOrder, type CrashSaid, type CrashState } from './messages';
import { falseLamps, leftovers, repeated, untruths } from './violations';

/** How one life of a console ends. */
export interface Life {
  readonly then: 'revert' | 'release' | 'reapply';
  /** At a named point of the code, or after a time from the click on; whichever the case asks for. */
  readonly kill: { readonly point: string; readonly times: number } | { readonly afterMs: number };
  /** What the operator says afterwards of what is unclear. */
  readonly settleAs: 'continue' | 'revert' | 'leave';
}
export interface LifeReport {
  /** How it was when it was killed: the execution's phase as the next console found it, or that there was none. */
  readonly found: string;
  /** Whether it was killed before it was done. */
  readonly killed: boolean;
  /** From the click to the kill, or to its end. */
  readonly lastedMs: number;
  readonly violations: readonly string[];
}
export interface CrashRig {
  live(life: Life): Promise<LifeReport>;
  close(): Promise<void>;
}

/** The audit is begun anew after so many, so that reading it does not become what is measured. */
const livesPerAudit = 20;
const saysWithinMs = 20_000;

/** Real servers once, and a console that is killed and started again and again. */
export async function openCrashRig(): Promise<CrashRig> {
  const folder = mkdtempSync(join(tmpdir(), 'highnoon-crash-'));
  const [servers, script] = await Promise.all([startCrashServers(), buildCrashConsole(folder)]);
  const workspacePath = join(folder, 'workspace.json');
  writeFileSync(workspacePath, JSON.stringify(servers.workspace));
  const base = await servers.direct();
  let [lives, audits] = [0, 0];
  let console: CrashConsole | null = null;
  const started = new Set<CrashConsole>();
  /** Of earlier lives. */
  const known = new Set<string>();

  function start(): CrashConsole {
    const auditPath = join(folder, `audit-${audits}.jsonl`);
    const next = startConsole(script, { auditPath, workspacePath });
    started.add(next);
    return next;
  }

  async function compare(state: CrashState, tampered: ReadonlySet<string>): Promise<string[]> {
    const truth = { direct: await servers.direct(), base, tampered };
    return [...untruths(state, truth), ...falseLamps(state, truth)];
  }

  async function live({ then, kill, settleAs }: Life): Promise<LifeReport> {
    if (lives % livesPerAudit === 0) {
      await console?.kill();
      audits += 1;
    }
    lives += 1;
    const first = console?.alive() === true ? console : start();
    servers.seen.length = 0;
    const tampered = new Set<string>();
    first.tell({ do: 'run', then, killAt: 'point' in kill ? kill : null });
    let pressedMs = performance.now();
    const killed = await first.untilKilled(async (said) => {
      if (said.is === 'pressed') pressedMs = performance.now();
      if (said.is === 'pressed' && 'afterMs' in kill) first.killAfter(kill.afterMs);
      if (said.is !== 'inForce') return;
      if (then === 'reapply') {
        tampered.add('s1 lb2');
        await servers.setDirectly('s1', 'lb2', base.get('s1 lb2') ?? null);
      }
      first.tell({ do: 'goOn' });
    });
    const lastedMs = performance.now() - pressedMs;
    started.delete(first);
    const second = start();
    console = second;
    let state = await second.next('recovered');
    const mine = state.executions.find(({ id }) => !known.has(id));
    const found = mine === undefined ? 'never asked' : mine.phase;
    for (const { id } of state.executions) known.add(id);
    const violations = await compare(state, tampered);
    for (const { id, phase } of state.executions) {
      if (phase === 'reverted' || phase === 'released') continue;
      for (const as of [settleAs, 'revert'] as const) {
        if (state.executions.some((each) => each.id === id && (each.phase === 'reverted' || each.phase === 'released'))) break;
        second.tell({ do: 'settle', executionId: id, as });
        state = await second.next('settled');
        violations.push(...(await compare(state, tampered)));
      }
    }
    const direct = await servers.direct();
    violations.push(...leftovers(state, { direct, base, tampered }), ...repeated(servers.seen, tampered));
    return { found, killed, lastedMs, violations };
  }

  return {
    live,
    close: async () => {
      await Promise.all([...started].map((each) => each.kill()));
      await servers.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

interface CrashConsole {
  readonly alive: () => boolean;
  tell(order: CrashOrder): void;
  /** @throws when it says something else, fails or ends */
  next(is: CrashState['is']): Promise<CrashState>;
  /** Whether it was killed, or was done before; whatever it says until then is handed on. */
  untilKilled(hear: (said: CrashState) => Promise<void>): Promise<boolean>;
  killAfter(ms: number): void;
  readonly kill: () => Promise<void>;
}

function startConsole(script: string, setup: object): CrashConsole {
  const child = fork(script, [JSON.stringify(setup)], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'], execArgv: [] });
  const ended = once(child, 'exit');
  const words = listen(child);
  let stderr = '';
  child.stderr?.on('data', (chunk: Buffer) => (stderr = `${stderr}${chunk.toString()}`.slice(-2_000)));
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
  };
  /** Null: it ended. */
  const heard = async (): Promise<CrashState | null> => {
    const late = AbortSignal.timeout(saysWithinMs);
    const said = await Promise.race([words.next(), ended.then(() => null), once(late, 'abort').then(() => 'late' as const)]);
    // What it had said before it ended was said.
    const word = said ?? words.waiting();
    if (word === 'late') throw new Error(`the console says nothing for ${saysWithinMs / 1_000} s: ${stderr}`);
    if (word?.is === 'failed') throw new Error(word.why);
    return word ?? null;
  };
  return {
    alive: () => child.exitCode === null && child.signalCode === null,
    tell: (order) => void child.send(order, () => undefined),
    next: async (is) => {
      const state = await heard();
      if (state?.is !== is) throw new Error(`the console must say ${is}, not ${state?.is ?? 'end'}: ${stderr}`);
      return state;
    },
    untilKilled: async (hear) => {
      for (let said = await heard(); said !== null; said = await heard()) {
        if (said.is === 'over') {
          await kill();
          return false;
        }
        await hear(said);
      }
      return true;
    },
    killAfter: (ms) => void setTimeout(() => child.kill('SIGKILL'), ms),
    kill,
  };
}

/** What a console says, one after the other. */
function listen(child: ChildProcess): { next(): Promise<CrashSaid>; waiting(): CrashSaid | undefined } {
  const said: CrashSaid[] = [];
  let wake: () => void = () => undefined;
  child.on('message', (message) => {
    said.push(saidSchema.parse(message));
    wake();
  });
  return {
    next: async () => {
      for (;;) {
        const first = said.shift();
        if (first !== undefined) return first;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
    waiting: () => said.shift(),
  };
}
