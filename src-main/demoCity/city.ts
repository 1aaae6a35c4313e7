import type { CityAnswer, CityBreakdown, CityBreakdownAnswer, CityQuery, CityTopology } from '../../contract/cityApi';
import type { MetricDetail } from './cityOptions';
import { createControlDesk, type ControlDesk } from './controls/controlDesk';
import { createCalendar, type Promotion } from './demand/calendar';
import { createDemandCurve } from './demand/demandCurve';
import { createWeather } from './demand/weather';
import { dimensions } from './dimensions/dimensions';
import { createChangeLog, type CityEvent } from './events/changeLog';
import { createFaultStage, type FaultStage } from './faults/faultStage';
import { createMachines } from './flow/machines';
import { createBaseHistory } from './history/baseHistory';
import { createMachineHistory } from './history/machineHistory';
import { createOrderHistory } from './history/orderHistory';
import { createExposition } from './metrics/exposition';
import { createOrderCounters } from './metrics/orderCounters';
import { createServiceCounters } from './metrics/serviceCounters';
import { createOrderFlow, type OrderFlow } from './orders/orderFlow';
import { openGates } from './orders/stageGates';
import { pageIds, stageIds } from './orders/stages';
import { answerBreakdown } from './query/answerBreakdown';
import { answerQuery, type QueryScope } from './query/answerQuery';
import { machineFamilies } from './query/machineFamilies';
import type { MetricFamily } from './query/metricFamily';
import { orderFamily } from './query/orderFamily';
import { seededRandom } from './random/seededRandom';
import { createMachineRecord } from './record/machineRecord';
import { createOrderRecord } from './record/orderRecord';
import type { CityZone } from './time/cityZone';
import { dayOfDate } from './time/localDay';
import { describeTopology } from './topology/describeTopology';
import { createPlant } from './topology/plant';

export interface CityOptions {
  seed: number;
  /** Names, instance counts, extra nodes and edges; 0 is the city of the documentation. */
  variant: number;
  /** Epoch ms, a whole minute: history ends and the live city begins here. */
  startAt: number;
  zone: CityZone;
  historyDays?: number;
  promotions?: readonly Promotion[];
  /** Local dates on which it rains in every city from the morning until the evening. */
  wetDates?: readonly string[];
  /** How many series /metrics shows. */
  detail?: MetricDetail;
}

export interface City {
  readonly options: CityOptions;
  historyFrom: number;
  now(): number;
  /** Moves the city on by whole seconds. */
  advance(seconds: number): void;
  /** Throws CityError 400 or 404 that names what is wrong. */
  query(query: CityQuery): CityAnswer;
  /** Throws CityError 400, 404 or 413 that names what is wrong. */
  breakdown(breakdown: CityBreakdown): CityBreakdownAnswer;
  metricIds(): string[];
  topology(): CityTopology;
  events(since: number): CityEvent[];
  exposition(): string;
  controls: ControlDesk;
  /** Backstage: never shown to the city's operators. */
  faults: FaultStage;
  balance: OrderFlow['balance'];
}

const historyDays = 28;

/** A whole city in this process, without HTTP and without a clock of its own: it moves when told to. */
export function createCity(options: CityOptions): City {
  const { seed, zone, startAt, detail = 'dimensions' } = options;
  if (startAt % 60_000 !== 0) throw new Error(`startAt must be a whole minute, not ${startAt}`);
  let now = startAt;
  const calendar = createCalendar(seed, options.promotions);
  const demand = createDemandCurve(seed, zone.offsetMs, calendar, createWeather(seed, new Set(options.wetDates?.map(dayOfDate))));
  const base = createBaseHistory(demand, startAt, options.historyDays ?? historyDays);
  const history = createOrderHistory(seed, base, demand);
  const plant = createPlant(options.variant);
  const changes = createChangeLog(seed, zone.offsetMs, base.from, plant, calendar);
  const orders = createOrderFlow(base.content, demand.cityShares(startAt), seededRandom(seed));
  const gates = openGates(dimensions[3]!.shares, dimensions[4]!.shares);
  const machines = createMachines(plant, seed, demand.rateAt(startAt));
  const scope = { plant, world: machines.world };
  const faults = createFaultStage(scope, changes, { now: () => now, offsetMs: zone.offsetMs });
  const controls = createControlDesk(scope, (control) => {
    changes.announce({
      at: now,
      kind: 'action',
      title: { zh: `设置 ${control.id}`, en: `Set ${control.id}` },
      target: control.target,
    });
  });
  const orderRecord = createOrderRecord(seed);
  const machineRecord = createMachineRecord(machines.rows);
  const writeOrders = createOrderCounters(history, orderRecord);
  const services = createServiceCounters(plant, machines);
  const families = new Map<string, MetricFamily>([
    ...stageIds.map((id, i): [string, MetricFamily] => [`orders.${id}`, orderFamily(i, history, orderRecord)]),
    ...pageIds.map((id, i): [string, MetricFamily] => [`pages.${id}`, orderFamily(stageIds.length + i, history, orderRecord)]),
    ...machineFamilies({
      ...scope,
      record: machineRecord,
      history: createMachineHistory(plant, machines.sizing, base, seed),
      liveFrom: startAt,
    }),
  ]);

  const queryScope = (): QueryScope => ({ now, historyFrom: base.from, families, reporting: machines.reporting() });

  const composeWorld = (): void => {
    machines.world.reset();
    faults.apply();
    controls.apply();
  };

  const stepOneSecond = (): void => {
    composeWorld();
    const wanted = demand.rateAt(now + 500) * machines.world.demandFactor;
    const shares = demand.cityShares(now);
    machines.step(wanted, orders, gates);
    orders.step(wanted, shares, demand.deliverySlowdown(now), gates);
    orderRecord.note(now / 1000, orders, wanted, shares, machines.viewShares);
    machineRecord.note(now / 1000);
    services.note();
    now += 1000;
  };

  return {
    options,
    historyFrom: base.from,
    now: () => now,
    advance: (seconds) => {
      for (let i = 0; i < seconds; i += 1) stepOneSecond();
    },
    query: (query) => answerQuery(queryScope(), query),
    breakdown: (breakdown) => answerBreakdown(queryScope(), breakdown),
    metricIds: () => [...families.keys()],
    topology: () => describeTopology(plant),
    events: (since) => changes.read(since, now),
    exposition: () => {
      const out = createExposition();
      writeOrders(out, detail);
      services.write(out);
      return out.text();
    },
    controls,
    faults,
    balance: () => orders.balance(),
  };
}
