import type { WorkspaceView } from '../../contract/state';
import type { LocalText } from '../../contract/words';

/** A value as the workspace names it, else as the backend does; '' is the absence of the label. */
export function valueName({ dimensions }: Pick<WorkspaceView, 'dimensions'>, dimensionId: string, valueId: string): LocalText {
  const values = Object.hasOwn(dimensions, dimensionId) ? dimensions[dimensionId]?.values : undefined;
  const named = values !== undefined && Object.hasOwn(values, valueId) ? values[valueId] : undefined;
  if (named !== undefined) return named;
  return valueId === '' ? { zh: '未标', en: 'unlabelled' } : { zh: valueId, en: valueId };
}

export function dimensionName({ dimensions }: Pick<WorkspaceView, 'dimensions'>, dimensionId: string): LocalText {
  const named = Object.hasOwn(dimensions, dimensionId) ? dimensions[dimensionId]?.name : undefined;
  return named ?? { zh: dimensionId, en: dimensionId };
}
