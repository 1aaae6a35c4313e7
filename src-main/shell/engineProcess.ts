import { MessageChannelMain, type UtilityProcess, type WebContents } from 'electron';
import type { FromEngine, ToEngine } from '../../contract/engineProtocol';
import { channels } from '../../contract/preloadApi';
import type { EngineHealth } from '../../contract/state';
import type { Log } from './logFile';
import { superviseProcess } from './supervisedProcess';

/** The engine as main sees it: told the workspace, given a port per window, and told both again after a restart. */
export interface EngineProcess {
  useWorkspace(message: Extract<ToEngine, { type: 'workspace' }>): void;
  /** Makes a new frame port between the engine and this window; a former one is replaced. */
  connectWindow(windowId: string, contents: WebContents): void;
  disconnectWindow(windowId: string): void;
  readonly close: () => Promise<void>;
}

export interface EngineListeners {
  report(message: FromEngine): void;
  health(health: EngineHealth): void;
}

export function startEngine(file: string, log: Log, listeners: EngineListeners): EngineProcess {
  const connected = new Map<string, WebContents>();
  let workspace: Extract<ToEngine, { type: 'workspace' }> | null = null;
  let running = false;

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
      for (const [windowId, contents] of connected) connect(child, windowId, contents);
    },
    fallen: () => {
      running = false;
      reportHealth();
    },
  });
  reportHealth();

  function receive(message: FromEngine): void {
    if (message.type === 'log') {
      log(message.level, `engine: ${message.text}`);
      return;
    }
    if (message.type === 'running') {
      running = true;
      reportHealth();
    }
    listeners.report(message);
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
    close: () => supervised.close((child) => child.postMessage({ type: 'close' } satisfies ToEngine)),
  };
}
