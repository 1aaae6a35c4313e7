import { stageWordIn, wordsIn } from './stageWords';
import type { FamilyNote, ServerLook } from './serverLook';

/** One metric name of the server with what it is cut by. */
export interface Family {
  readonly name: string;
  readonly seriesCount: number;
  /** Values by label; at most `valuesMax` of each. */
  readonly labels: Readonly<Record<string, readonly string[]>>;
}

export interface FamiliesSeen {
  readonly families: readonly Family[];
  readonly namesCount: number;
  /** Names that a proposal does not look into, counted by why. */
  readonly passedOver: { readonly machinery: number; readonly noCounters: number; readonly beyondLimit: number };
}

/** Exporters, orchestrators and monitoring systems speak of themselves, not of orders. */
const machinery =
  /^(go|process|python|nodejs|jvm|dotnet|ruby|php|promhttp|prometheus|scrape|up|alerts?|alertmanager|node|windows|kube|kubelet|kubernetes|container|cadvisor|apiserver|etcd|coredns|rest_client|workqueue|net_conntrack|vm|grafana|loki|tempo|otelcol|envoy|nginx|haproxy|redis|mysql|pg|postgres|mongodb|kafka|rabbitmq|elasticsearch|blackbox|probe)(_|$)/i;
/** Seconds, bytes and buckets are how something went, not how often. */
const notCounted = /(_bucket|_sum|_seconds(_total)?|_bytes(_total)?|_created|_info)$/;
/** Looked into one by one, so there is an end to it: those whose name speaks of orders come first. */
const familiesMax = 250;
/** Series in one family; a funnel with every dimension crossed has some thousands. */
const seriesPerFamilyMax = 200_000;

const businessWords =
  /^(orders?|checkout|cart|payments?|sales?|trades?|bookings?|trips?|rides?|purchases?|transactions?|pages?|shop|biz|business)$/;

export async function seeFamilies(look: ServerLook): Promise<FamiliesSeen> {
  const [names, notes] = await Promise.all([look.names(), look.metadata()]);
  const own = names.filter((name) => !machinery.test(name));
  const counters = own.filter((name) => isCounter(name, notes));
  const first = counters.toSorted((a, b) => promise(b) - promise(a) || a.localeCompare(b, 'en')).slice(0, familiesMax);
  const sizes = await look.sizes(first);
  const families: Family[] = [];
  // One after the other: this is somebody's production server.
  for (const name of first) {
    const seriesCount = sizes.get(name) ?? 0;
    if (seriesCount === 0 || seriesCount > seriesPerFamilyMax) continue;
    families.push({ name, seriesCount, labels: await look.labels(name) });
  }
  return {
    families,
    namesCount: names.length,
    passedOver: {
      machinery: names.length - own.length,
      noCounters: own.length - counters.length,
      beyondLimit: counters.length - first.length,
    },
  };
}

function isCounter(name: string, notes: Readonly<Record<string, FamilyNote>>): boolean {
  if (notCounted.test(name)) return false;
  // A server may know the family by its OpenMetrics name, without _total.
  const type = (notes[name] ?? notes[name.replace(/_total$/, '')])?.type;
  return type === 'counter' || ((type === undefined || type === 'unknown') && /_(total|count)$/.test(name));
}

/** How much a name promises to be about orders. */
function promise(name: string): number {
  const words = wordsIn(name);
  return (words.some((word) => businessWords.test(word)) ? 2 : 0) + (stageWordIn(name) === null ? 0 : 1);
}
