/** A moment of the crosshair, and when it moved or was drawn, ms since the epoch by the machine's clock. */
export interface CrosshairMark {
  readonly name: string;
  readonly at: number | null;
  readonly when: number;
}

declare global {
  interface Window {
    crosshairMarks?: CrosshairMark[];
  }
}

/** Runs in a window; hand it to `page.evaluate`. From here on `window.crosshairMarks` holds what the window marks. */
export function followCrosshair(): void {
  const marks: CrosshairMark[] = [];
  window.crosshairMarks = marks;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries())
      if (entry.name.startsWith('highnoon:crosshair-') && 'detail' in entry)
        marks.push({
          name: entry.name,
          at: typeof entry.detail === 'number' ? entry.detail : null,
          when: performance.timeOrigin + entry.startTime,
        });
  }).observe({ type: 'mark' });
}

/** Runs in a window, after `followCrosshair`. */
export function readMarks(): CrosshairMark[] {
  return window.crosshairMarks ?? [];
}

/** From the pointer's move in one window to the frame that drew it in the other, ms, for every moment that both know. */
export function crosshairLatencies(here: readonly CrosshairMark[], there: readonly CrosshairMark[]): number[] {
  return here.flatMap((moved) => {
    if (moved.name !== 'highnoon:crosshair-moved' || moved.at === null) return [];
    const drawn = there.find(({ name, at }) => name === 'highnoon:crosshair-drawn' && at === moved.at);
    return drawn === undefined ? [] : [drawn.when - moved.when];
  });
}
