/** One backend of each kind and a comment on every line that has room for one; `prom` is read from. */
export function settingsWorkspace(promUrl: string, access = ''): string {
  return `version: 1 # the format
name: { zh: 小店, en: Small shop } # two names
timeZone: Asia/Shanghai

# Where we read from.
backends:
  # The shop's own.
  prom:
    kind: prometheus # since 2019
    url: ${promUrl} # behind the wall
    poll: 1s${access}
  vm: { kind: victoriaMetrics, url: "http://127.0.0.1:9" } # long memory
  # Who wakes us.
  alerts:
    kind: alertmanager
    url: http://127.0.0.1:9
  feed:
    kind: pushFeed
    url: http://127.0.0.1:9
  city:
    kind: demoCity
    url: http://127.0.0.1:9 # not started

source: prom # all of them
metrics:
  pay:
    name: { zh: 支付, en: paid }
    query: { prometheus: vector(1) } # the simplest there is
funnel:
  - { metric: pay }
`;
}
