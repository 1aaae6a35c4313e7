/** What the loop needs of its window; tests hand in a fake clock. */
export interface DrawClock {
  requestFrame(draw: () => void): void;
  /** Monotonic ms. */
  now(): number;
  /** One call per frame that drew something, with what it took. */
  report?(fromMs: number, toMs: number, drawn: number, left: number): void;
}

export interface Drawing {
  /** Asks to be drawn; many calls before the next turn are one draw. */
  invalidate(): void;
  /** A hidden drawing keeps its wish and is drawn when it shows again. */
  setVisible(visible: boolean): void;
  close(): void;
}

export interface DrawLoop {
  add(draw: () => void): Drawing;
}

/** Of the 16.7 ms of a frame; the rest belongs to React, layout, compositing and input. */
export const drawBudgetMs = 8;

/**
 * One loop per window. Drawings that asked wait in a line, oldest wish first; each frame draws from its head until the
 * budget is spent (always at least one), so a window of busy charts slows down evenly and none starves. It only runs while
 * somebody waits.
 */
export function createDrawLoop(clock: DrawClock, budgetMs = drawBudgetMs): DrawLoop {
  const waiting = new Set<Entry>();
  let scheduled = false;

  const schedule = (): void => {
    if (scheduled || waiting.size === 0) return;
    scheduled = true;
    clock.requestFrame(drawFrame);
  };

  const drawFrame = (): void => {
    scheduled = false;
    const fromMs = clock.now();
    let drawn = 0;
    for (const entry of [...waiting]) {
      // A drawing may close or hide a later one.
      if (!waiting.has(entry)) continue;
      // Stops before a drawing that is not likely to fit any more: what it cost last time is the best guess.
      const spentMs = clock.now() - fromMs;
      if (drawn > 0 && (spentMs >= budgetMs || spentMs + entry.lastMs > budgetMs)) break;
      waiting.delete(entry);
      const startedMs = clock.now();
      entry.draw();
      entry.lastMs = clock.now() - startedMs;
      drawn += 1;
    }
    if (drawn > 0) clock.report?.(fromMs, clock.now(), drawn, waiting.size);
    schedule();
  };

  return {
    add: (draw) => {
      const entry: Entry = { draw, lastMs: 0 };
      let visible = true;
      let wanted = false;
      let closed = false;
      return {
        invalidate: () => {
          if (closed) return;
          wanted = true;
          if (!visible) return;
          waiting.add(entry);
          wanted = false;
          schedule();
        },
        setVisible: (next) => {
          visible = next;
          if (!visible && waiting.delete(entry)) wanted = true;
          if (visible && wanted && !closed) {
            wanted = false;
            waiting.add(entry);
            schedule();
          }
        },
        close: () => {
          closed = true;
          waiting.delete(entry);
        },
      };
    },
  };
}

interface Entry {
  readonly draw: () => void;
  lastMs: number;
}
