import { EventEmitter } from 'node:events';
import type { GraphFrame } from '../../../contract/coreLink';
import type { FrameBatch, PanelQuery } from '../../../contract/frames';
import type { FramePort } from '../frames/frameFeed';
import type { DrawnPanel } from '../frames/frameColumns';

type Shown = Pick<DrawnPanel, 'columns' | 'lines'> & { readonly from: number; readonly to: number; readonly stepMs: number };

/** A window as the engine sees it: asks for panels, applies frames as contract/frames.ts says, and can be waited on. */
export class WindowStandIn {
  readonly port: FramePort;
  readonly batches: FrameBatch[] = [];
  readonly shown = new Map<string, Shown>();
  readonly graphs = new Map<string, GraphFrame>();
  readonly #incoming = new EventEmitter();
  readonly #arrived = new EventEmitter();

  constructor() {
    this.#arrived.setMaxListeners(0);
    this.port = {
      // Cloned like a message between processes.
      postMessage: (batch) => this.#apply(structuredClone(batch)),
      on: (event: string, listener: (event: { readonly data: unknown }) => void) => this.#incoming.on(event, listener),
      start: () => undefined,
      close: () => undefined,
    };
  }

  ask(panels: readonly PanelQuery[]): void {
    this.send({ type: 'panels', panels });
  }

  send(data: unknown): void {
    this.#incoming.emit('message', { data });
  }

  disconnect(): void {
    this.#incoming.emit('close');
  }

  /** Resolves with the panel as soon as it is shown so that `holds`. */
  until(panelId: string, holds: (shown: Shown) => boolean): Promise<Shown> {
    return new Promise((resolve) => {
      const check = (): void => {
        const shown = this.shown.get(panelId);
        if (shown === undefined || !holds(shown)) return;
        this.#arrived.off('batch', check);
        resolve(shown);
      };
      this.#arrived.on('batch', check);
      check();
    });
  }

  /** Resolves with the graph as soon as it is shown so that `holds`. */
  untilGraph(graphId: string, holds: (frame: GraphFrame) => boolean): Promise<GraphFrame> {
    return new Promise((resolve) => {
      const check = (): void => {
        const shown = this.graphs.get(graphId);
        if (shown === undefined || !holds(shown)) return;
        this.#arrived.off('batch', check);
        resolve(shown);
      };
      this.#arrived.on('batch', check);
      check();
    });
  }

  #apply(batch: FrameBatch): void {
    this.batches.push(batch);
    for (const graph of batch.graphs) this.graphs.set(graph.graphId, graph);
    for (const frame of batch.frames) {
      const before = this.shown.get(frame.panelId);
      const count = Math.round((frame.axisTo - frame.axisFrom) / frame.stepMs);
      const columns = frame.columns.map((column, line) => {
        const whole = new Float64Array(count).fill(Number.NaN);
        const old = frame.mode === 'append' ? before?.columns[line] : undefined;
        const moved = before === undefined ? 0 : (frame.axisFrom - before.from) / frame.stepMs;
        for (let i = 0; i < count; i += 1) whole[i] = old?.[i + moved] ?? Number.NaN;
        whole.set(column, (frame.firstAt - frame.axisFrom) / frame.stepMs);
        return whole;
      });
      this.shown.set(frame.panelId, {
        columns,
        lines: frame.lines,
        from: frame.axisFrom,
        to: frame.axisTo,
        stepMs: frame.stepMs,
      });
    }
    this.#arrived.emit('batch');
  }
}
