import type { FrameBatch, PanelQuery } from '../../contract/frames';
import { isGauge } from './load';

/**
 * How long each scraped sample took until it was in a window, ms. Gauges hold the moment they were scraped at, so the newest
 * value of a line says which scrapes it has: all since the one before became visible with it.
 */
export class SampleAges {
  readonly delaysMs: number[] = [];
  readonly #shown = new Map<string, number>();
  #measuring = false;

  constructor(private readonly scrapedAt: readonly number[]) {}

  measureFromNow(): void {
    this.#measuring = true;
  }

  arrive(batch: FrameBatch, panels: readonly PanelQuery[], arrivedAt: number): void {
    for (const frame of batch.frames) {
      const lines = panels.find(({ panelId }) => panelId === frame.panelId)?.lines ?? [];
      frame.columns.forEach((column, i) => {
        const line = lines[i];
        if (line === undefined || !isGauge(Number(line.metricId.slice(1)))) return;
        const newest = column.findLast((value) => !Number.isNaN(value));
        if (newest === undefined) return;
        const key = `${frame.panelId} ${i}`;
        const before = this.#shown.get(key);
        const newestAt = Math.round(newest * 1_000);
        if (before !== undefined && newestAt <= before) return;
        this.#shown.set(key, newestAt);
        if (this.#measuring && before !== undefined) this.#note(before, newestAt, arrivedAt);
      });
    }
  }

  #note(after: number, upTo: number, arrivedAt: number): void {
    for (let i = this.scrapedAt.length - 1; i >= 0; i -= 1) {
      const at = this.scrapedAt[i] ?? 0;
      if (at <= after) return;
      if (at <= upTo) this.delaysMs.push(arrivedAt - at);
    }
  }

  get lines(): number {
    return this.#shown.size;
  }
}
