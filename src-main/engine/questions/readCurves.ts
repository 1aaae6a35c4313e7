import type { EngineAnswers } from '../../../contract/engineProtocol';
import type { Frame } from '../../../contract/frames';
import { BackendFailure } from '../backends/backend';
import { drawPanel, frameBetween, type LineSource } from '../frames/frameColumns';
import type { SeriesReader } from '../samples/readSeries';
import type { Series } from '../samples/series';

/**
 * Panels of the past as windows would draw them, for somebody who cannot watch them complete themselves: drawn once to learn what
 * they read, and again when all of it is there. What a backend does not give stays a gap, with its reason in the line's status.
 */
export async function readCurves(
  { panels }: EngineAnswers['readCurves']['ask'],
  run: { readonly source: LineSource; readonly reader: Pick<SeriesReader, 'read'> },
): Promise<readonly Frame[]> {
  const reads: { readonly series: Series; readonly firstSlot: number; readonly count: number }[] = [];
  const learn: LineSource = {
    ...run.source,
    peek: (series, firstSlot, count) => {
      reads.push({ series, firstSlot, count });
      return false;
    },
  };
  for (const panel of panels) drawPanel(panel, learn, panel.at ?? 0, null);
  await Promise.all(reads.map(({ series, firstSlot, count }) => run.reader.read(series, firstSlot, count).catch(leaveGap)));
  return panels.flatMap((panel) => frameBetween(panel.panelId, null, drawPanel(panel, run.source, panel.at ?? 0, null)) ?? []);
}

function leaveGap(error: unknown): void {
  if (!(error instanceof BackendFailure)) throw error;
}
