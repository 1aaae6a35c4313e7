import { useEffect, useMemo, useState } from 'react';
import type { WorkspaceView } from '../../../contract/state';
import { newestComplete } from '../../charts/reading';
import type { PanelBuffer } from '../../frames/panelBuffer';
import { panelAge } from '../../frames/usePanelAge';
import { windowFrames } from '../../frames/windowFrames';
import { afterFirstChart } from '../../state/firstChart';
import { roomNow, roomRate } from '../../state/windowConsole';
import { isCurrent } from './stageView';
import { dimensionReading } from './sliceReading';
import type { DimensionReading, SliceReading } from './sliceReading';
import { dimensionsShown, sliceQueries } from './sliceQueries';
import type { SlicePanel } from './sliceQueries';

/** A minute's bucket changes slowly; React draws a handful of derived numbers, never samples. */
const readEveryMs = 2_000;

/** Each dimension's worst value now, in the workspace's order; null until anything was known, and without those whose data stopped. */
export function useSliceReadings(workspace: WorkspaceView): readonly DimensionReading[] | null {
  const panels = useMemo(() => sliceQueries(workspace), [workspace]);
  const [readings, setReadings] = useState<readonly DimensionReading[] | null>(null);
  useEffect(() => {
    let stop = (): void => undefined;
    let ended = false;
    // The first paint never waits for history.
    void afterFirstChart().then(() => {
      if (ended) return;
      const wanted = panels.map((panel) => ({ panel, ...windowFrames().want(panel.query) }));
      let readAt = -Infinity;
      let known = false;
      let whole = false;
      const dimensionCount = dimensionsShown(workspace).length;
      const read = (): void => {
        readAt = performance.now();
        const found = readDimensions(workspace, wanted);
        if (found.length > 0) known = true;
        whole = found.length === dimensionCount;
        if (known) setReadings(found);
      };
      const readWhenDue = (): void => {
        // What is still on its way is shown as it comes.
        if (!whole || performance.now() - readAt >= readEveryMs) read();
      };
      for (const each of wanted) each.onFrame(readWhenDue);
      // Without frames the readings must go too.
      const timer = window.setInterval(readWhenDue, readEveryMs);
      stop = () => {
        window.clearInterval(timer);
        for (const each of wanted) each.release();
      };
    });
    return () => {
      ended = true;
      stop();
    };
  }, [workspace, panels]);
  return readings;
}

function readDimensions(
  workspace: WorkspaceView,
  wanted: readonly { readonly panel: SlicePanel; readonly buffer: PanelBuffer }[],
): readonly DimensionReading[] {
  const slices = wanted.flatMap(({ panel, buffer }) =>
    panel.slices.map((slice, i) => ({ ...slice, ...readPair(buffer, 2 * i) })),
  );
  return Object.entries(workspace.dimensions)
    .map(([id, { name }]) =>
      dimensionReading(
        id,
        name,
        slices.filter(({ dimensionId }) => dimensionId === id),
      ),
    )
    .filter((reading) => reading !== null);
}

/** Data that stopped gives no reading: an old slice must not be ranked among new ones. */
function readPair(buffer: PanelBuffer, line: number): Pick<SliceReading, 'now' | 'expected' | 'bucketMs'> {
  const isFresh = buffer.filled && isCurrent(panelAge(buffer, line, roomNow(), roomRate()));
  const newest = isFresh ? newestComplete(buffer, line) : null;
  const expected = newest === null ? undefined : valueAt(buffer, line + 1, newest.at);
  return { now: newest?.value ?? null, expected: expected ?? null, bucketMs: buffer.stepMs };
}

function valueAt(buffer: PanelBuffer, line: number, at: number): number | undefined {
  const value = buffer.column(line)[Math.round((at - buffer.firstAt) / buffer.stepMs)];
  return value === undefined || Number.isNaN(value) ? undefined : value;
}
