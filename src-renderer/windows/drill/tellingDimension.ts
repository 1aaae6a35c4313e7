import type { OpenDimension } from '../../slices/useDimensionReadings';

/**
 * The dimension to look at first: the one in which a single value holds most of what is missing. With nothing missing, or the
 * same everywhere, the first; null while an answer is still on its way.
 */
export function tellingDimension(dimensions: readonly OpenDimension[]): string | null {
  const [first] = dimensions;
  if (first === undefined) return null;
  if (dimensions.some(({ table }) => table === null || table.status.phase === 'loading')) return null;
  let best = first;
  for (const each of dimensions) if (telling(each) > telling(best)) best = each;
  return best.dimensionId;
}

function telling({ reading }: OpenDimension): number {
  return reading === null || reading.even || reading.health === 'ok' ? 0 : (reading.gapShare ?? 0);
}
