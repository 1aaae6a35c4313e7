import type { NodeKind } from '../../../contract/coreLink';

export interface SkywalkingNode {
  readonly id: string;
  readonly name: string;
  readonly kind: NodeKind;
}

interface NodeAsTold {
  readonly id: string;
  readonly name: string;
  readonly type?: string | null | undefined;
  readonly isReal: boolean;
  readonly layers?: readonly string[] | null | undefined;
}

/** Layers and component types of what stores, queues and caches; a real one is watched by a receiver of its own. */
const middleware =
  /^(VIRTUAL_(DATABASE|CACHE|MQ)|MYSQL|POSTGRESQL|REDIS|MONGODB|ELASTICSEARCH|CLICKHOUSE|KAFKA|PULSAR|RABBITMQ|ROCKETMQ|ACTIVEMQ|BOOKKEEPER)$/i;
const middlewareType =
  /(mysql|mariadb|postgres|oracle|sqlserver|h2|redis|jedis|lettuce|memcached|mongo|elasticsearch|opensearch|kafka|rabbitmq|rocketmq|activemq|pulsar|clickhouse|cassandra|hbase|zookeeper|etcd|database|cache)/i;

/** `group::name` is the name; what is not real was guessed from its callers: middleware, or somebody outside. */
export function skywalkingNode({ id, name, type, isReal, layers }: NodeAsTold): SkywalkingNode {
  const stores = layers?.some((layer) => middleware.test(layer)) === true || (!isReal && middlewareType.test(type ?? ''));
  return { id, name: name.replace(/^.*?::/, ''), kind: stores ? 'middleware' : isReal ? 'service' : 'external' };
}

/** `+0800` as ms; null for anything else. */
export function readServerZone(zone: string | null): number | null {
  const parts = /^([+-])(\d{2}):?(\d{2})$/.exec(zone ?? '');
  if (parts === null) return null;
  const [, sign, hours, minutes] = parts;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

/** A moment as a `Duration` of step MINUTE writes it: `yyyy-MM-dd HHmm` in the server's zone. */
export function skywalkingMinute(at: number, zoneOffsetMs: number): string {
  const local = new Date(at + zoneOffsetMs).toISOString();
  return `${local.slice(0, 10)} ${local.slice(11, 13)}${local.slice(14, 16)}`;
}
