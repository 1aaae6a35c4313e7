import { MessageChannelMain, type UtilityProcess, type WebContents } from 'electron';
import type { EngineAnswers, EngineQuestion, EngineQuestionName, FromEngine, ToEngine } from '../../contract/engineProtocol';
import type { Judgement } from '../../contract/detection';
import type { IncidentCase } from '../../contract/diagnosis';
import { channels } from '../../contract/preloadApi';
import { refuse, type Result } from '../../contract/result';
import type { EngineHealth } from '../../contract/state';
import type { Log } from './logFile';
import { superviseProcess } from './supervisedProcess';

/** The engine as main sees it: told the workspace, given a port per window, and told both again after a restart. */
export interface EngineProcess {
  useWorkspace(message: Extract<ToEngine, { type: 'workspace' }>): void;
  /** All that people said of alarms; told again after each workspace. */
  readonly useJudgements: (judgements: readonly Judgement[]) => void;
  /** Those that are not resolved; told again after each workspace. */
  readonly useIncidents: (incidents: readonly IncidentCase[]) => void;
  /** Makes a new frame port between the engine and this window; a former one is replaced. */
  connectWindow(windowId: string, contents: WebContents): void;
  disconnectWindow(windowId: string): void;
  /** Asks the engine something; a refusal when it fails, falls meanwhile or does not answer in time. */
  ask<Name extends EngineQuestionName>(
    name: Name,
    input: EngineAnswers[Name]['ask'],
  ): Promise<Result<EngineAnswers[Name]['answer']>>;
  readonly close: () => Promise<void>;
}

export interface EngineListeners {
  report(message: FromEngine): void;
  health(health: EngineHealth): void;
}

/** A little more than the engine gives itself. */
const answerWithinMs = 20_000;

export function startEngine(file: string, log: Log, listeners: EngineListeners): EngineProcess {
  const connected = new Map<string, WebContents>();
  let workspace: Extract<ToEngine, { type: 'workspace' }> | null = null;
  let judgements: readonly Judgement[] = [];
  let incidents: readonly IncidentCase[] = [];
  let running = false;
  let asked = 0;
  const waiting = new Map<number, (result: Result<unknown>) => void>();

  const supervised = superviseProcess({
    name: 'engine',
    file,
    arguments: () => [],
    stdio: 'inherit',
    log,
    started: (child) => {
      // A utility process has no typed port; both ends are ours, so the protocol's shape is taken here, once.
      child.on('message', (message: FromEngine) => receive(message));
      if (workspace !== null) child.postMessage(workspace);
      tellWhatPeopleKnow(child);
      for (const [windowId, contents] of connected) connect(child, windowId, contents);
    },
    fallen: () => {
      running = false;
      for (const settle of waiting.values()) settle(refuse('unavailable', 'The engine restarted meanwhile. Ask again.'));
      reportHealth();
    },
  });
  reportHealth();

  function receive(message: FromEngine): void {
    if (message.type === 'log') {
      log(message.level, `engine: ${message.text}`);
      return;
    }
    if (message.type === 'answer') {
      waiting.get(message.askId)?.(message.result);
      return;
    }
    if (message.type === 'running') {
      running = true;
      reportHealth();
    }
    listeners.report(message);
  }

  function tellWhatPeopleKnow(child: UtilityProcess | null): void {
    child?.postMessage({ type: 'judgements', judgements } satisfies ToEngine);
    child?.postMessage({ type: 'incidents', incidents } satisfies ToEngine);
  }

  function reportHealth(): void {
    const restarts = supervised.restarts();
    listeners.health({ phase: running ? 'running' : restarts === 0 ? 'starting' : 'restarting', restarts });
  }

  function connect(child: UtilityProcess, windowId: string, contents: WebContents): void {
    if (contents.isDestroyed()) return;
    const { port1, port2 } = new MessageChannelMain();
    child.postMessage({ type: 'connectWindow', windowId } satisfies ToEngine, [port1]);
    contents.postMessage(channels.framePort, null, [port2]);
  }

  return {
    useWorkspace: (message) => {
      workspace = message;
      supervised.child()?.postMessage(message);
      tellWhatPeopleKnow(supervised.child());
    },
    useJudgements: (all) => {
      judgements = all;
      supervised.child()?.postMessage({ type: 'judgements', judgements } satisfies ToEngine);
    },
    useIncidents: (all) => {
      incidents = all;
      supervised.child()?.postMessage({ type: 'incidents', incidents } satisfies ToEngine);
    },
    connectWindow: (windowId, contents) => {
      connected.set(windowId, contents);
      const child = supervised.child();
      if (child !== null) connect(child, windowId, contents);
    },
    disconnectWindow: (windowId) => {
      connected.delete(windowId);
      supervised.child()?.postMessage({ type: 'disconnectWindow', windowId } satisfies ToEngine);
    },
    ask: (name, input) => {
      const child = supervised.child();
      if (child === null) return Promise.resolve(refuse('unavailable', 'The engine is starting. Ask again in a moment.'));
      asked += 1;
      const askId = asked;
      // Name and input belong together by the signature; the union cannot be told so.
      const question = { name, input } as EngineQuestion;
      return new Promise((resolve) => {
        const settle = (result: Result<unknown>): void => {
          clearTimeout(late);
          waiting.delete(askId);
          // Both ends are ours: the answer has the shape that the question's line in the protocol says.
          resolve(result as Result<EngineAnswers[typeof name]['answer']>);
        };
        const late = setTimeout(
          () => settle(refuse('unavailable', 'The engine did not answer in time. Look at the data sources, then ask again.')),
          answerWithinMs,
        );
        waiting.set(askId, settle);
        child.postMessage({ type: 'ask', askId, question } satisfies ToEngine);
      });
    },
    close: () => supervised.close((child) => child.postMessage({ type: 'close' } satisfies ToEngine)),
  };
}
