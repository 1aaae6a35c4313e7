import type { Page } from '@playwright/test';

/** What a window went through while it was watched. Times in ms. */
export interface Smoothness {
  readonly frames: number;
  /** Longest time between two frames of the window, as requestAnimationFrame saw them. */
  readonly longestFrameMs: number;
  /** Frames of 60 Hz that did not happen. */
  readonly droppedFrames: number;
  /**
   * Tasks over 50 ms, and the longest task known: the browser's own long tasks (it reports none under 50 ms) or one draw,
   * whichever is longer. A draw inside an IPC message is not always among the browser's.
   */
  readonly longTasks: number;
  readonly longestTaskMs: number;
  /** Longest and mean stretch of one draw, as the window measures it itself; it lies within one task. */
  readonly longestDrawMs: number;
  readonly meanDrawMs: number;
}

/** Starts to watch; the returned function ends it and reads off. `drawMeasure`: the performance measure a draw leaves. */
export async function watchSmoothness(page: Page, drawMeasure: string): Promise<() => Promise<Smoothness>> {
  const probe = await page.evaluateHandle((measureName) => {
    const frameMs = 1_000 / 60;
    const longTaskMs = 50;
    const seen = {
      frames: 0,
      longestFrameMs: 0,
      droppedFrames: 0,
      longTasks: 0,
      longestTaskMs: 0,
      longestDrawMs: 0,
      longDraws: 0,
    };
    let [draws, drawMsSum, lastAt, watching] = [0, 0, performance.now(), true];
    // A method, not a named arrow: tsx adds a helper to those, and the window does not know it.
    const loop = {
      frame(this: void, at: number): void {
        const gapMs = at - lastAt;
        lastAt = at;
        if (seen.frames > 0) {
          seen.longestFrameMs = Math.max(seen.longestFrameMs, gapMs);
          seen.droppedFrames += Math.max(0, Math.round(gapMs / frameMs) - 1);
        }
        seen.frames += 1;
        if (watching) requestAnimationFrame(loop.frame);
      },
    };
    requestAnimationFrame(loop.frame);
    const tasks = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) {
        seen.longTasks += 1;
        seen.longestTaskMs = Math.max(seen.longestTaskMs, duration);
      }
    });
    tasks.observe({ entryTypes: ['longtask'] });
    const drawn = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntriesByName(measureName)) {
        draws += 1;
        drawMsSum += duration;
        seen.longestDrawMs = Math.max(seen.longestDrawMs, duration);
        if (duration > longTaskMs) seen.longDraws += 1;
      }
    });
    drawn.observe({ entryTypes: ['measure'] });
    return {
      end() {
        watching = false;
        tasks.disconnect();
        drawn.disconnect();
        return {
          frames: seen.frames,
          longestFrameMs: seen.longestFrameMs,
          droppedFrames: seen.droppedFrames,
          longTasks: Math.max(seen.longTasks, seen.longDraws),
          longestTaskMs: Math.max(seen.longestTaskMs, seen.longestDrawMs),
          longestDrawMs: seen.longestDrawMs,
          meanDrawMs: draws === 0 ? 0 : drawMsSum / draws,
        };
      },
    };
  }, drawMeasure);
  return () => probe.evaluate((watch) => watch.end());
}
