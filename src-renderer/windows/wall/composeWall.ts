import type { WorkspaceView } from '../../../contract/state';
import type { Language } from '../../../contract/choices';
import type { Slice, Traffic } from '../../../contract/words';

/** One chart of the wall: a metric, whole or along one value of a dimension. */
export interface WallCell {
  /** Unique in the window and stable for a metric and slice. */
  readonly panelId: string;
  readonly metricId: string;
  readonly slice: Slice;
  readonly traffic: Traffic;
  readonly name: Readonly<Record<Language, string>>;
  readonly unit: string;
}

/** Six by four: what one screen holds legibly and the engine feeds in one batch. */
export const wallColumns = 6;
export const wallRows = 4;
const cellsMax = wallColumns * wallRows;
/** Dimensions this small are shown whole; the largest one fills what is left. */
const smallDimension = 3;

/**
 * What the wall shows, from the workspace alone: the funnel in order, the other metrics, then the headline metric cut along
 * the small dimensions (payment channels, IDCs) and along the largest one (cities).
 */
export function composeWall(workspace: WorkspaceView): WallCell[] {
  const funnelIds = workspace.funnel.map((stage) => stage.metricId);
  const otherIds = Object.entries(workspace.metrics)
    .filter(([id, metric]) => metric.of === 'business' && !funnelIds.includes(id))
    .map(([id]) => id);
  const totals = [...new Set([...funnelIds, ...otherIds])].flatMap((metricId) => cellOf(workspace, metricId, {}));
  const dimensions = Object.entries(workspace.dimensions).map(([id, { values }]) => ({ id, values: Object.keys(values) }));
  const small = dimensions.filter(({ values }) => values.length <= smallDimension);
  const largest = dimensions
    .filter((dimension) => !small.includes(dimension))
    .reduce<(typeof dimensions)[number] | null>(
      (best, each) => (best !== null && best.values.length >= each.values.length ? best : each),
      null,
    );
  const cuts = [...small, ...(largest === null ? [] : [largest])].flatMap(({ id, values }) =>
    values.flatMap((value) => cellOf(workspace, workspace.headlineMetricId, { [id]: value })),
  );
  return [...totals, ...cuts].slice(0, cellsMax);
}

function cellOf(workspace: WorkspaceView, metricId: string, slice: Slice): WallCell[] {
  const metric = workspace.metrics[metricId];
  if (metric === undefined) return [];
  const cut = Object.entries(slice);
  const nameIn = (language: Language): string =>
    [metric.name[language], ...cut.map(([id, value]) => workspace.dimensions[id]?.values[value]?.[language] ?? value)].join(
      ' · ',
    );
  return [
    {
      panelId: ['wall', metricId, ...cut.map(([id, value]) => `${id}=${value}`)].join(':'),
      metricId,
      slice,
      traffic: metric.traffic,
      name: { zh: nameIn('zh'), en: nameIn('en') },
      unit: metric.unit,
    },
  ];
}
