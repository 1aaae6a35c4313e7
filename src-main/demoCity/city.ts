import type { CityAnswer, CityControl, CityQuery, CityTopology } from '../../contract/cityApi';
import { CityError } from './cityError';
import type { MetricDetail } from './cityOptions';
import { createChangeLog, type CityEvent } from './events/changeLog';
import { createExposition } from './metrics/exposition';
import { createOrderCounters } from './metrics/orderCounters';
import { describeTopology } from './topology/describeTopology';
import { createPlant } from './topology/plant';
import { createCalendar, type Promotion } from './demand/calendar';
import { createDemandCurve } from './demand/demandCurve';
import { createWeather } from './demand/weather';
import { dimensions } from './dimensions/dimensions';
import { createBaseHistory } from './history/baseHistory';
import { createOrderHistory } from './history/orderHistory';
import { createOrderFlow } from './orders/orderFlow';
import { openGates } from './orders/stageGates';
import { pageIds, stageIds } from './orders/stages';
import { answerQuery } from './query/answerQuery';
import type { MetricFamily } from './query/metricFamily';
import { orderFamily } from './query/orderFamily';
import { seededRandom } from './random/seededRandom';
import { createOrderRecord } from './record/orderRecord';
import type { CityZone } from './time/cityZone';

export interface CityOptions {
  seed: number;
  /** Names, instance counts, extra nodes and edges; 0 is the city of the documentation. */
  variant: number;
  /** Epoch ms, a whole minute: history ends and the live city begins here. */
  startAt: number;
  zone: CityZone;
  historyDays?: number;
  promotions?: readonly Promotion[];
  /** How many series /metrics shows. */
  detail?: MetricDetail;
}

export interface City {
  readonly options: CityOptions;
  now(): number;
  historyFrom: number;
  /** Moves the city on by whole seconds. */
  advance(seconds: number): void;
  query(query: CityQuery): CityAnswer;
  metricIds(): string[];
  topology(): CityTopology;
  events(since: number): CityEvent[];
  controls: { list(): CityControl[]; read(id: string): CityControl; write(id: string, settings: unknown): CityControl };
  exposition(): string;
  balance(): ReturnType<ReturnType<typeof createOrderFlow>['balance']>;
}

const historyDays = 28;

/** A whole city in this process, without HTTP and without a clock of its own: it moves when told to. */
export function createCity(options: CityOptions): City {
  const { seed, zone, startAt } = options;
  if (startAt % 60_000 !== 0) throw new Error(`startAt must be a whole minute, not ${startAt}`);
  const calendar = createCalendar(seed, options.promotions);
  const demand = createDemandCurve(seed, zone.offsetMs, calendar, createWeather(seed));
  const base = createBaseHistory(demand, startAt, options.historyDays ?? historyDays);
  const history = createOrderHistory(seed, base, demand);
  const record = createOrderRecord(seed);
  const flow = createOrderFlow(base.content, demand.cityShares(startAt), seededRandom(seed));
  const gates = openGates(dimensions[3]!.shares, dimensions[4]!.shares);
  const families = new Map<string, MetricFamily>([
    ...stageIds.map((id, i): [string, MetricFamily] => [`orders.${id}`, orderFamily(i, history, record)]),
    ...pageIds.map((id, i): [string, MetricFamily] => [`pages.${id}`, orderFamily(stageIds.length + i, history, record)]),
  ]);
  const plant = createPlant(options.variant);
  const changes = createChangeLog(seed, zone.offsetMs, base.from, plant, calendar);
  const writeOrders = createOrderCounters(history, record);
  let now = startAt;

  const stepOneSecond = (): void => {
    const wanted = demand.rateAt(now + 500);
    flow.step(wanted, demand.cityShares(now), demand.deliverySlowdown(now), gates);
    record.note(now / 1000, flow, wanted, demand.cityShares(now), gates.idcShares);
    now += 1000;
  };

  return {
    options,
    historyFrom: base.from,
    now: () => now,
    advance: (seconds) => {
      for (let i = 0; i < seconds; i += 1) stepOneSecond();
    },
    query: (query) => answerQuery({ now, historyFrom: base.from, families }, query),
    topology: () => describeTopology(plant),
    events: (since) => changes.read(since, now),
    controls: {
      list: () => [],
      read: noControl,
      write: noControl,
    },
    exposition: () => {
      const out = createExposition();
      writeOrders(out, options.detail ?? 'dimensions');
      return out.text();
    },
    metricIds: () => [...families.keys()],
    balance: () => flow.balance(),
  };
}

function noControl(id: string): never {
  throw new CityError(404, `there is no control "${id}"`);
}
