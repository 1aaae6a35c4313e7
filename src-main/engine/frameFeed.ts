import { frameRequestSchema, type Frame, type FrameBatch, type PanelQuery } from '../../contract/frames';
import { drawPanel, frameBetween, type DrawnPanel, type LineSource } from './frameColumns';

/** A window's frame port, as Electron and Node's worker ports both have it. */
export interface FramePort {
  postMessage(message: FrameBatch): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  start(): void;
  close(): void;
}

/** After a pause this long (sleep, a stopped process) a window gets everything anew, real ms. */
const pauseMs = 10_000;

/** One window's frames: remembers what the window shows and sends what is new, one batch a tick. */
export class FrameFeed {
  #panels: readonly PanelQuery[] = [];
  #drawn = new Map<string, DrawnPanel>();
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
      // Whoever asks shows nothing yet, or lost a batch: everything is sent whole again.
      this.#drawn.clear();
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
  }

  tick(source: LineSource, roomAt: number, mono: number): void {
    if (this.#tickedMono !== null && mono - this.#tickedMono > pauseMs) this.#drawn.clear();
    this.#tickedMono = mono;
    const frames: Frame[] = [];
    for (const panel of this.#panels) {
      const before = this.#drawn.get(panel.panelId) ?? null;
      const drawn = drawPanel(panel, source, roomAt, before);
      const frame = frameBetween(panel.panelId, before, drawn);
      this.#drawn.set(panel.panelId, drawn);
      if (frame !== null) frames.push(frame);
    }
    if (frames.length === 0) return;
    this.#sequence += 1;
    this.port.postMessage({ type: 'frames', sequence: this.#sequence, roomAt: Math.round(roomAt), frames, tables: [] });
  }

  close(): void {
    this.port.close();
  }
}
