import type { Workspace } from '../../../../contract/workspace';
import { shiftByDays } from '../../frames/dayShift';
import type { SeriesCatalog } from '../../samples/series';
import type { ReadSamples } from './linkColumns';

/** The same minutes of these days tell how many people usually come. */
const daysBack = [1, 7];

/**
 * People who come in now ÷ those of the same minutes of former days, at the earliest stage that the workspace counts: the day that
 * makes the change smaller counts, because one of the two may have been out of the ordinary itself. Null where nothing tells.
 * @throws BackendFailure
 */
export async function readDemand(
  workspace: Workspace,
  catalog: SeriesCatalog,
  metricId: string | undefined,
  span: { readonly from: number; readonly to: number },
  read: ReadSamples,
): Promise<number | null> {
  const traffic = metricId === undefined ? undefined : workspace.metrics[metricId]?.traffic;
  if (metricId === undefined || traffic === undefined) return null;
  const lookup = catalog({ metricId, slice: {}, traffic });
  if (!lookup.found) return null;
  const { series } = lookup;
  const meanOf = async (from: number, to: number): Promise<number> => {
    const first = Math.ceil(from / series.stepMs);
    const count = Math.floor(to / series.stepMs) - first;
    if (count <= 0) return Number.NaN;
    const [column = new Float64Array()] = await read([series], first, count);
    const known = column.filter((value) => !Number.isNaN(value));
    return known.reduce((sum, value) => sum + value, 0) / known.length;
  };
  const now = await meanOf(span.from, span.to);
  const ratios: number[] = [];
  for (const days of daysBack) {
    const shiftMs = shiftByDays(span.from, span.to, days, workspace.timeZone)[0]?.shiftMs ?? null;
    const usual = shiftMs === null ? Number.NaN : await meanOf(span.from - shiftMs, span.to - shiftMs);
    if (usual > 0 && !Number.isNaN(now)) ratios.push(now / usual);
  }
  const apart = (ratio: number): number => Math.abs(Math.log(ratio));
  return ratios.length === 0 ? null : ratios.reduce((best, ratio) => (apart(ratio) < apart(best) ? ratio : best));
}
