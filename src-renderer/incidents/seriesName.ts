import type { Language } from '../../contract/choices';
import type { WorkspaceView } from '../../contract/state';
import type { Slice } from '../../contract/words';
import { valueName } from '../slices/sliceName';

type Names = Pick<WorkspaceView, 'metrics' | 'dimensions' | 'nodes'>;

/** One series as people call it: `支付 · 渠道 B`, `TP99 耗时 · pay-router`, `调用失败 · pay-router → 渠道 B`. */
export function seriesName(names: Names, metricId: string, slice: Slice, language: Language): string {
  const metric = metricNameOf(names, metricId, language);
  const cut = sliceNameOf(names, slice, language);
  return cut === '' ? metric : `${metric} · ${cut}`;
}

export function metricNameOf({ metrics }: Pick<Names, 'metrics'>, metricId: string, language: Language): string {
  return metrics[metricId]?.name[language] ?? metricId;
}

/** What a slice holds, without the metric; empty for the total. A call between two nodes is an arrow. */
export function sliceNameOf(names: Names, slice: Slice, language: Language): string {
  const { from, to, ...rest } = slice;
  const call = from !== undefined && to !== undefined;
  const arrow = call ? [`${nodeNameOf(names, from, language)} → ${nodeNameOf(names, to, language)}`] : [];
  const others = Object.entries(call ? rest : slice).map(([id, value]) =>
    id === 'node' ? nodeNameOf(names, value, language) : valueName(names, id, value)[language],
  );
  return [...arrow, ...others].join(' · ');
}

export function nodeNameOf({ nodes }: Pick<Names, 'nodes'>, nodeId: string, language: Language): string {
  return (Object.hasOwn(nodes, nodeId) ? nodes[nodeId]?.name[language] : undefined) ?? nodeId;
}
