import { dimensions, idcCount } from '../dimensions/dimensions';
import type { Machines } from '../flow/machines';
import { shareAbove } from '../flow/queueing';
import { seen } from '../flow/serviceState';
import { edgeFields, failureKinds, nodeFields, placeCount } from '../record/machineRows';
import type { Plant } from '../topology/plant';
import { formatValue, labelText, type Exposition } from './exposition';

/** Upper bounds in seconds, ascending; +Inf follows. */
const bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const nodeWidth = nodeFields.length;
const edgeWidth = edgeFields.length;
const kindWidth = failureKinds.length;

interface Histogram {
  /** Requests at or below each bound. */
  below: Float64Array;
  count: number;
  sum: number;
}

export interface ServiceCounters {
  /** Counts this second, once somebody has asked for the counters. */
  note(): void;
  write(out: Exposition): void;
}

/**
 * Counters and histograms of services and calls, as services would expose them. They begin at the first scrape: a city that
 * nobody scrapes does not pay for them.
 */
export function createServiceCounters(plant: Plant, machines: Machines): ServiceCounters {
  const { rows, state } = machines;
  const answers = state.views[seen];
  const stations = plant.nodes.length * idcCount;
  const requests = new Float64Array(stations);
  const failures = new Float64Array(stations);
  const wires = plant.edges.length * idcCount;
  const calls = new Float64Array(wires);
  const failedCalls = new Float64Array(wires * kindWidth);
  const failedAtServer = new Float64Array(wires);
  const serviceTimes = histograms(stations);
  const clientTimes = histograms(wires);
  const serverTimes = histograms(wires);
  let wanted = false;

  const noteStation = (station: number): void => {
    const node = Math.floor(station / idcCount);
    const at = (node * placeCount + 1 + (station % idcCount)) * nodeWidth;
    requests[station]! += rows.nodes[at]!;
    failures[station]! += rows.nodes[at + 1]!;
    observe(serviceTimes[station]!, rows.nodes[at]!, answers.mean[station]!, answers.variance[station]!);
  };
  const noteWire = (wire: number): void => {
    const edge = Math.floor(wire / idcCount);
    const idc = wire % idcCount;
    const place = edge * placeCount + 1 + idc;
    const at = place * edgeWidth;
    const callee = plant.edges[edge]!.toNode * idcCount + idc;
    calls[wire]! += rows.edges[at]!;
    for (let kind = 0; kind < kindWidth; kind += 1)
      failedCalls[wire * kindWidth + kind]! += rows.kinds[place * kindWidth + kind]!;
    failedAtServer[wire]! += rows.edges[at + 5]!;
    observe(clientTimes[wire]!, rows.edges[at]!, state.attemptMean[wire]!, state.attemptVariance[wire]!);
    observe(serverTimes[wire]!, rows.edges[at + 4]!, answers.mean[callee]!, answers.variance[callee]!);
  };

  return {
    note: () => {
      if (!wanted) return;
      for (let station = 0; station < stations; station += 1) noteStation(station);
      for (let wire = 0; wire < wires; wire += 1) noteWire(wire);
    },
    write: (out) => {
      wanted = true;
      const stationLabels = (station: number): Record<string, string> => ({
        service: plant.nodes[Math.floor(station / idcCount)]!.id,
        idc: dimensions[3]!.values[station % idcCount]!,
      });
      const wireLabels = (wire: number): Record<string, string> => {
        const { from, to } = plant.edges[Math.floor(wire / idcCount)]!;
        return { client: from, server: to, idc: dimensions[3]!.values[wire % idcCount]! };
      };
      const wireText = (wire: number): string => labelText(wireLabels(wire));
      out.family('highnoon_service_requests_total', 'counter', 'Requests that reached a service, by status code.');
      requests.forEach((count, station) => {
        const labels = stationLabels(station);
        out.sample('highnoon_service_requests_total', labelText({ ...labels, code: '200' }), count - failures[station]!);
        out.sample('highnoon_service_requests_total', labelText({ ...labels, code: '500' }), failures[station]!);
      });
      writeHistograms(out, 'highnoon_service_request_seconds', 'Time a service took to answer.', serviceTimes, (station) =>
        labelText(stationLabels(station)),
      );
      out.family('highnoon_service_saturation', 'gauge', 'Share of capacity in use on the busiest instance, 0 to 1.');
      for (let station = 0; station < stations; station += 1) {
        const at = (Math.floor(station / idcCount) * placeCount + 1 + (station % idcCount)) * nodeWidth;
        out.sample('highnoon_service_saturation', labelText(stationLabels(station)), rows.nodes[at + 4]!);
      }
      out.family('traces_service_graph_request_total', 'counter', 'Calls from client to server, as the client counts them.');
      calls.forEach((count, wire) => out.sample('traces_service_graph_request_total', wireText(wire), count));
      const failed = 'traces_service_graph_request_failed_total';
      out.family(failed, 'counter', 'Calls that failed, as the client counts them, by kind: refused, timeout, error.');
      failedCalls.forEach((count, i) => {
        const kind = failureKinds[i % kindWidth]!;
        out.sample(failed, labelText({ ...wireLabels(Math.floor(i / kindWidth)), kind }), count);
      });
      const failedThere = 'traces_service_graph_request_server_failed_total';
      out.family(failedThere, 'counter', 'Calls that failed, as the server counts them.');
      failedAtServer.forEach((count, wire) => out.sample(failedThere, wireText(wire), count));
      const times = 'traces_service_graph_request';
      writeHistograms(out, `${times}_client_seconds`, 'Time of a call as the client sees it.', clientTimes, wireText);
      writeHistograms(out, `${times}_server_seconds`, 'Time of a call as the server sees it.', serverTimes, wireText);
    },
  };
}

function histograms(count: number): Histogram[] {
  return Array.from({ length: count }, () => ({ below: new Float64Array(bounds.length), count: 0, sum: 0 }));
}

function observe(histogram: Histogram, count: number, meanMs: number, varianceMs: number): void {
  if (count <= 0) return;
  for (let i = 0; i < bounds.length; i += 1)
    histogram.below[i]! += count * (1 - shareAbove(bounds[i]! * 1000, meanMs, varianceMs));
  histogram.count += count;
  histogram.sum += (count * meanMs) / 1000;
}

function writeHistograms(
  out: Exposition,
  name: string,
  help: string,
  all: readonly Histogram[],
  labelsOf: (i: number) => string,
): void {
  out.family(name, 'histogram', help);
  all.forEach((histogram, i) => {
    const labels = labelsOf(i);
    bounds.forEach((bound, b) => out.sample(`${name}_bucket`, `${labels},le="${formatValue(bound)}"`, histogram.below[b]!));
    out.sample(`${name}_bucket`, `${labels},le="+Inf"`, histogram.count);
    out.sample(`${name}_sum`, labels, histogram.sum);
    out.sample(`${name}_count`, labels, histogram.count);
  });
}
