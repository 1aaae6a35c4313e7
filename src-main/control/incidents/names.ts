import type { LocalText, Slice } from '../../../contract/words';
import type { Workspace } from '../../../contract/workspace';

/** What the workspace calls its things, with the id where it has no name for one. */
export interface Names {
  metric(metricId: string): LocalText;
  node(nodeId: string): LocalText;
  /** 支付渠道 B, payment channel B. */
  slice(slice: Slice): LocalText;
}

export function createNames(workspace: Workspace): Names {
  const own = <Value>(record: Readonly<Record<string, Value>> | undefined, id: string): Value | undefined =>
    record !== undefined && Object.hasOwn(record, id) ? record[id] : undefined;
  const plain = (id: string): LocalText => ({ zh: id, en: id });

  function cut([dimensionId, value]: [string, string]): LocalText {
    const dimension = own(workspace.dimensions, dimensionId);
    const name = dimension?.name ?? plain(dimensionId);
    const valueName = own(dimension?.values, value) ?? plain(value);
    return { zh: joinZh(name.zh, valueName.zh), en: joinEn(name.en, valueName.en) };
  }

  return {
    metric: (metricId) => own(workspace.metrics, metricId)?.name ?? plain(metricId),
    node: (nodeId) => own(workspace.coreLink?.nodes, nodeId)?.name ?? plain(nodeId),
    slice: (slice) => {
      const cuts = Object.entries(slice).map(cut);
      return { zh: cuts.map(({ zh }) => zh).join('、'), en: cuts.map(({ en }) => en).join(', ') };
    },
  };
}

/** 支付渠道 + 渠道 B = 支付渠道 B: what the value says again is said once. */
function joinZh(dimension: string, value: string): string {
  for (let from = 0; from < dimension.length; from += 1)
    if (value.startsWith(dimension.slice(from))) return dimension.slice(0, from) + value;
  return `${dimension}${/^[\x20-\x7e]/.test(value) ? ' ' : ''}${value}`;
}

/** payment channel + Channel B = payment channel B. */
function joinEn(dimension: string, value: string): string {
  const words = dimension.split(' ');
  for (let from = 0; from < words.length; from += 1) {
    const tail = words.slice(from).join(' ');
    if (value.toLowerCase().startsWith(`${tail.toLowerCase()} `)) return `${dimension}${value.slice(tail.length)}`;
  }
  return `${dimension} ${value}`;
}
