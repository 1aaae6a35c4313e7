import type { GraphFrame } from '../../contract/coreLink';
import type { FrameBatch, FrameRequest, PanelQuery, Table, TableQuery } from '../../contract/frames';
import type { GraphQuery } from '../../contract/graphQuery';
import { graphCountMax, panelCountMax, tableCountMax } from '../../contract/limits';
import { createPanelBuffer, type PanelBuffer } from './panelBuffer';
import { createWantedAnswers, type WantedAnswer } from './wantedAnswers';

/** The end of the frame path in a window: tells the engine what is wanted and fills their buffers. */
export interface FrameClient {
  /** Registers a panel; two with one id and the same query share a buffer. Nothing is asked for while nobody shows it. */
  want(query: PanelQuery): WantedPanel;
  /** Registers a table; two with one id and the same query share its rows. Wanted until it is released. */
  wantTable(query: TableQuery): WantedAnswer<Table>;
  /** Registers a graph, the same way. */
  wantGraph(query: GraphQuery): WantedAnswer<GraphFrame>;
  /** A new port replaces the old one (first connection, or the engine restarted). */
  usePort(port: FramePort): void;
  /** A hidden window asks for nothing. */
  setWindowVisible(visible: boolean): void;
  /** Whether every panel that is shown has an answer for each of its lines, and every table and graph its own: nothing is still being read. */
  settled(): boolean;
  /** The buffer that is on show under this panel id, if any. */
  bufferOf(panelId: string): PanelBuffer | undefined;
}

export interface WantedPanel {
  readonly buffer: PanelBuffer;
  /** Called after the buffer has changed. */
  onFrame(listener: () => void): void;
  setVisible(visible: boolean): void;
  release(): void;
}

/** The window's end of a frame port. */
export interface FramePort {
  send(request: FrameRequest): void;
  /** Replaces the listener. */
  listen(listener: (batch: FrameBatch) => void): void;
  close(): void;
}

interface Registered {
  readonly buffer: PanelBuffer;
  readonly users: Set<User>;
}
interface User {
  visible: boolean;
  listener: (() => void) | null;
}

export function createFrameClient(defer: (action: () => void) => void): FrameClient {
  const panels = new Map<string, Registered>();
  let port: FramePort | null = null;
  let sequence: number | null = null;
  let windowVisible = true;
  let deferred = false;
  let asked = '';

  const shown = (): PanelBuffer[] =>
    [...panels.values()].filter(({ users }) => [...users].some((user) => user.visible)).map(({ buffer }) => buffer);
  const wantedNow = (): PanelQuery[] => (windowVisible ? shown().map(({ query }) => query) : []);

  /** Many panels mount in one commit: they become one request. */
  const askSoon = (): void => {
    if (deferred) return;
    deferred = true;
    defer(() => {
      deferred = false;
      const request: FrameRequest = {
        type: 'panels',
        panels: wantedNow().slice(0, panelCountMax),
        tables: windowVisible ? tables.queries() : [],
        graphs: windowVisible ? graphs.queries() : [],
      };
      const text = JSON.stringify(request);
      if (text === asked) return;
      asked = text;
      port?.send(request);
    });
  };
  const tables = createWantedAnswers<TableQuery, Table>(
    { idOf: ({ tableId }) => tableId, answeredId: ({ tableId }) => tableId, countMax: tableCountMax },
    askSoon,
  );
  const graphs = createWantedAnswers<GraphQuery, GraphFrame>(
    { idOf: ({ graphId }) => graphId, answeredId: ({ graphId }) => graphId, countMax: graphCountMax },
    askSoon,
  );

  const askAgain = (): void => {
    asked = '';
    sequence = null;
    askSoon();
  };

  const receive = (batch: FrameBatch): void => {
    if (sequence !== null && batch.sequence !== sequence + 1) {
      askAgain();
      return;
    }
    sequence = batch.sequence;
    const framed = new Set<string>();
    for (const frame of batch.frames) {
      framed.add(frame.panelId);
      const panel = panels.get(frame.panelId);
      if (panel === undefined) continue;
      if (!panel.buffer.apply(frame, batch.roomAt)) askAgain();
      else for (const user of panel.users) user.listener?.();
    }
    tables.receive(batch.tables);
    graphs.receive(batch.graphs);
    for (const [panelId, { buffer }] of panels) if (!framed.has(panelId)) buffer.touch(batch.roomAt);
  };

  return {
    want: (query) => {
      const known = panels.get(query.panelId);
      const registered =
        known !== undefined && JSON.stringify(known.buffer.query) === JSON.stringify(query)
          ? known
          : { buffer: createPanelBuffer(query), users: new Set<User>() };
      panels.set(query.panelId, registered);
      const user: User = { visible: true, listener: null };
      registered.users.add(user);
      askSoon();
      return {
        buffer: registered.buffer,
        onFrame: (listener) => {
          user.listener = listener;
        },
        setVisible: (visible) => {
          user.visible = visible;
          askSoon();
        },
        release: () => {
          registered.users.delete(user);
          if (registered.users.size === 0 && panels.get(query.panelId) === registered) panels.delete(query.panelId);
          askSoon();
        },
      };
    },
    wantTable: (query) => tables.want(query),
    wantGraph: (query) => graphs.want(query),
    usePort: (next) => {
      port?.close();
      port = next;
      // A batch that was under way on the old port must not count on the new one.
      next.listen((batch) => {
        if (next === port) receive(batch);
      });
      askAgain();
    },
    setWindowVisible: (visible) => {
      windowVisible = visible;
      askSoon();
    },
    settled: () =>
      shown().every((buffer) => buffer.filled && buffer.lines.every((line) => line.phase !== 'loading')) &&
      tables.settled() &&
      graphs.settled(),
    bufferOf: (panelId) => panels.get(panelId)?.buffer,
  };
}
