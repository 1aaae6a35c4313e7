import type { Slice } from '../../../contract/words';
import { CityError } from '../cityError';
import { dimensions, idcCount } from '../dimensions/dimensions';
import type { World } from '../flow/world';
import type { MachineHistory } from '../history/machineHistory';
import type { MachineRecord } from '../record/machineRecord';
import { edgeFields, failureKinds, nodeFields, placeCount } from '../record/machineRows';
import type { TieredRing } from '../record/tieredRing';
import type { Plant } from '../topology/plant';
import type { MetricFamily, Span, SpanReader } from './metricFamily';

interface Sources {
  plant: Plant;
  world: World;
  record: MachineRecord;
  history: MachineHistory;
  /** Epoch ms at which history ends and the record begins. */
  liveFrom: number;
}

const idcIds = dimensions[3]!.values;

/** `node.qps` … with slice {node, idc?, instance?} and `edge.caller.qps` … with slice {from, to, idc?}; `edge.caller.errors` also by kind. */
export function machineFamilies(sources: Sources): [string, MetricFamily][] {
  return [
    ...nodeFields.map((field, i): [string, MetricFamily] => [`node.${field}`, nodeFamily(sources, i)]),
    ...edgeFields.map((field, i): [string, MetricFamily] => [`edge.${field}`, edgeFamily(sources, i)]),
  ];
}

function nodeFamily(sources: Sources, field: number): MetricFamily {
  const { plant, world, record } = sources;
  const width = nodeFields.length;
  const counted = field < 2;
  return {
    join: counted ? 'rate' : 'mean',
    valuesOf: (key, slice) => {
      if (key === 'idc') return idcIds;
      if (key === 'node') return plant.nodes.map((node) => node.id);
      if (key !== 'instance') throw unknownKey(key, 'node, idc, instance');
      const node = nodeOf(plant, slice['node'], 'node');
      const idc = placeOf(slice['idc']) - 1;
      return world.slots
        .filter((slot, k) => slot.node === node && (idc < 0 || slot.idc === idc) && world.running[k] === 1)
        .map((slot) => slot.id);
    },
    open: (slice) => {
      refuseOtherKeys(slice, ['node', 'idc', 'instance']);
      const instance = slice['instance'];
      if (instance === undefined) {
        const node = nodeOf(plant, slice['node'], 'node');
        const column = (node * placeCount + placeOf(slice['idc'])) * width + field;
        return reader(sources, 'nodes', record.nodes, column, node, counted);
      }
      const k = world.slots.findIndex((slot) => slot.id === instance);
      const slot = world.slots[k];
      if (slot === undefined) throw new CityError(404, `slice.instance: there is no instance "${instance}"`);
      return reader(sources, 'slots', record.slots, k * width + field, slot.node, counted);
    },
  };
}

function edgeFamily(sources: Sources, field: number): MetricFamily {
  const { plant, record } = sources;
  const width = edgeFields.length;
  const counted = field % 4 < 2;
  const ofKinds = edgeFields[field] === 'caller.errors';
  const keys = ['from', 'to', 'idc', ...(ofKinds ? ['kind'] : [])];
  return {
    join: counted ? 'rate' : 'mean',
    valuesOf: (key, slice) => {
      if (key === 'idc') return idcIds;
      if (key === 'to') return endsOf(plant, 'to', 'from', slice['from']);
      if (key === 'from') return endsOf(plant, 'from', 'to', slice['to']);
      if (key === 'kind' && ofKinds) return failureKinds;
      throw unknownKey(key, keys.join(', '));
    },
    open: (slice) => {
      refuseOtherKeys(slice, keys);
      const from = nodeOf(plant, slice['from'], 'from');
      const to = nodeOf(plant, slice['to'], 'to');
      const edge = plant.edges.find((each) => each.fromNode === from && each.toNode === to);
      if (edge === undefined) throw new CityError(404, `slice: there is no edge from "${slice['from']}" to "${slice['to']}"`);
      const place = edge.index * placeCount + placeOf(slice['idc']);
      const kind = slice['kind'];
      if (kind !== undefined)
        return reader(sources, 'kinds', record.kinds, place * failureKinds.length + kindOf(kind), from, true);
      return reader(sources, 'edges', record.edges, place * width + field, field < 4 && edge.async !== true ? from : to, counted);
    },
  };
}

function kindOf(kind: string): number {
  const found = failureKinds.findIndex((each) => each === kind);
  if (found < 0) throw new CityError(400, `slice.kind: "${kind}" is none of ${failureKinds.join(', ')}`);
  return found;
}

function endsOf(plant: Plant, wanted: 'from' | 'to', fixed: 'from' | 'to', id: string | undefined): string[] {
  return [...new Set(plant.edges.filter((edge) => id === undefined || edge[fixed] === id).map((edge) => edge[wanted]))];
}

function reader(
  sources: Sources,
  row: 'nodes' | 'edges' | 'kinds' | 'slots',
  ring: TieredRing,
  column: number,
  node: number,
  counted: boolean,
): SpanReader {
  const span: Span = { sum: 0, seconds: 0 };
  return (from, to) => {
    span.sum = 0;
    span.seconds = 0;
    const seam = Math.min(to, sources.liveFrom);
    if (from < seam) {
      span.sum += sources.history.sum(row, column, node, from, seam, counted);
      span.seconds += (seam - from) / 1000;
    }
    if (to > sources.liveFrom) {
      const live = ring.sum(column, Math.max(from, sources.liveFrom) / 1000, to / 1000);
      span.sum += live.sum;
      span.seconds += live.seconds;
    }
    return span;
  };
}

function nodeOf(plant: Plant, id: string | undefined, key: string): number {
  if (id === undefined) throw new CityError(400, `slice.${key}: a node's id`);
  const node = plant.byId(id);
  if (node === undefined) throw new CityError(404, `slice.${key}: there is no node "${id}"`);
  return node.index;
}

function placeOf(idc: string | undefined): number {
  if (idc === undefined) return 0;
  const place = idcIds.indexOf(idc) + 1;
  if (place === 0) throw new CityError(400, `slice.idc: "${idc}" is none of ${idcIds.slice(0, idcCount).join(', ')}`);
  return place;
}

function refuseOtherKeys(slice: Slice, known: readonly string[]): void {
  for (const key of Object.keys(slice)) if (!known.includes(key)) throw unknownKey(key, known.join(', '));
}

function unknownKey(key: string, known: string): CityError {
  return new CityError(400, `slice: "${key}" is none of ${known}`);
}
