import { wordsIn } from './stageWords';

const middleware =
  /^(redis|mysql|mariadb|postgres|postgresql|pg|oracle|mongo|mongodb|tidb|kafka|rabbitmq|rocketmq|pulsar|mq|nats|etcd|zookeeper|zk|memcached|elasticsearch|es|opensearch|hbase|cassandra|clickhouse|minio|s3|cache|db|database|queue)\d*$/;

/** The word of a node's name that says it stores, queues or caches; undefined for a service. */
export function middlewareWordIn(name: string): string | undefined {
  return wordsIn(name).find((word) => middleware.test(word));
}
