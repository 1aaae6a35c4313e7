import {
  frameRequestSchema,
  type Frame,
  type FrameBatch,
  type PanelQuery,
  type Table,
  type TableQuery,
} from '../../../contract/frames';
import { drawPanel, frameBetween, type DrawnPanel, type LineSource } from './frameColumns';
import type { GraphFrame } from '../../../contract/coreLink';
import type { GraphQuery } from '../../../contract/graphQuery';
import type { GraphState } from '../coreLink/reading/graphReader';
import type { TableState } from '../tables/tableReader';

/** A window's frame port, as Electron and Node's worker ports both have it. */
export interface FramePort {
  postMessage(message: FrameBatch): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  start(): void;
  close(): void;
}

/** Everything that frames are made of; a WorkspaceRun is one. */
export interface FrameSources {
  readonly source: LineSource;
  readonly tables: { read(query: TableQuery): TableState };
  readonly coreLink: { read(query: GraphQuery): GraphState };
}

/** After a pause this long (sleep, a stopped process) a window gets everything anew, real ms. */
const pauseMs = 10_000;

/** One window's frames: remembers what the window shows and sends what is new, one batch a tick. */
export class FrameFeed {
  #panels: readonly PanelQuery[] = [];
  #tables: readonly TableQuery[] = [];
  #graphs: readonly GraphQuery[] = [];
  #drawn = new Map<string, DrawnPanel>();
  /** Table or graph → version that the window has. */
  #sent = new Map<string, string>();
  #sequence = 0;
  #tickedMono: number | null = null;

  /**
   * @param onRequest the window wants other panels now
   * @param onJunk a message of another shape arrived; it is refused and the port stays
   */
  constructor(
    private readonly port: FramePort,
    onRequest: () => void,
    onJunk: (sentence: string) => void,
    onClosed: () => void,
  ) {
    port.on('message', ({ data }) => {
      const request = frameRequestSchema.safeParse(data);
      if (!request.success) {
        onJunk(`A window's frame request was refused: ${request.error.issues[0]?.message ?? 'unknown shape'}.`);
        return;
      }
      this.#panels = request.data.panels;
      this.#tables = request.data.tables;
      this.#graphs = request.data.graphs;
      // Whoever asks shows nothing yet, or lost a batch: everything is sent whole again.
      this.forget();
      onRequest();
    });
    port.on('close', onClosed);
    port.start();
  }

  get panels(): readonly PanelQuery[] {
    return this.#panels;
  }

  /** The samples behind all panels changed their world: start from nothing. */
  forget(): void {
    this.#drawn.clear();
    this.#sent.clear();
  }

  tick({ source, tables, coreLink }: FrameSources, roomAt: number, mono: number): void {
    if (this.#tickedMono !== null && mono - this.#tickedMono > pauseMs) this.forget();
    this.#tickedMono = mono;
    const frames: Frame[] = [];
    for (const panel of this.#panels) {
      const before = this.#drawn.get(panel.panelId) ?? null;
      const drawn = drawPanel(panel, source, roomAt, before);
      const frame = frameBetween(panel.panelId, before, drawn);
      this.#drawn.set(panel.panelId, drawn);
      if (frame !== null) frames.push(frame);
    }
    const changed: Table[] = this.#tables.flatMap((query) => {
      const state = tables.read(query);
      return this.#isNew(`table ${query.tableId}`, state.version) ? [state.table()] : [];
    });
    const graphs: GraphFrame[] = this.#graphs.flatMap((query) => {
      const state = coreLink.read(query);
      return this.#isNew(`graph ${query.graphId}`, state.version) ? [state.frame()] : [];
    });
    if (frames.length === 0 && changed.length === 0 && graphs.length === 0) return;
    this.#sequence += 1;
    this.port.postMessage({
      type: 'frames',
      sequence: this.#sequence,
      roomAt: Math.round(roomAt),
      frames,
      tables: changed,
      graphs,
    });
  }

  #isNew(what: string, version: string): boolean {
    if (this.#sent.get(what) === version) return false;
    this.#sent.set(what, version);
    return true;
  }

  close(): void {
    this.port.close();
  }
}
