export interface ShopPlaces {
  readonly prometheus: string;
  /** HAProxy's Runtime API and its kill-switch map. */
  readonly haproxy: string;
  readonly map: string;
  /** How long the plan is in force, as the file writes it. */
  readonly lease: string;
  /** Whether it is taken back by itself when orders do not come back within 40 s; that takes half a minute of traffic before the click. */
  readonly verify: boolean;
}

/** A war room for the small shop: three services on a core link, read from Prometheus, and one HAProxy that can be told something. */
export function shopWorkspace({ prometheus, haproxy, map, lease, verify }: ShopPlaces): string {
  return `version: 1
name: { zh: 小店, en: Small shop }
timeZone: Asia/Shanghai
backends:
  prometheus: { kind: prometheus, url: '${prometheus}', poll: 1s, settle: 1s }
source: prometheus
metrics:
  orders.submit:
    name: { zh: 提单, en: submit }
    step: 5s
    query: { prometheus: 'sum(rate(shop_orders_total{stage="submit"$slice}[$window]))' }
  orders.pay:
    name: { zh: 支付, en: paid }
    step: 5s
    query: { prometheus: 'sum(rate(shop_orders_total{stage="pay"$slice}[$window]))' }
  nodes.requests:
    name: { zh: 请求, en: requests }
    of: node
    bad: below
    step: 5s
    query: { prometheus: 'sum(rate(shop_requests_total{service!=""$slice}[$window]))' }
  nodes.errors:
    name: { zh: 失败, en: failures }
    of: node
    step: 5s
    query: { prometheus: 'sum(rate(shop_requests_total{code="503"$slice}[$window]))' }
  nodes.latency:
    name: { zh: TP99 耗时, en: TP99 latency }
    unit: ms
    of: node
    step: 5s
    query:
      prometheus: '1000 * histogram_quantile(0.99, sum by (le) (rate(shop_request_seconds_bucket{service!=""$slice}[$window])))'
  nodes.saturation:
    name: { zh: 饱和度, en: saturation }
    unit: ''
    of: node
    step: 5s
    watch: false
    query: { prometheus: 'max(shop_saturation{service!=""$slice})' }
  links.requests:
    name: { zh: 发出, en: calls made }
    of: link
    step: 5s
    watch: false
    query: { prometheus: 'sum(rate(traces_service_graph_request_total{client!=""$slice}[$window]))' }
  links.latency:
    name: { zh: 调用 TP99, en: call TP99 }
    unit: ms
    of: link
    step: 5s
    query:
      prometheus: '1000 * histogram_quantile(0.99, sum by (le) (rate(traces_service_graph_request_client_seconds_bucket{client!=""$slice}[$window])))'
funnel:
  - { metric: orders.submit, node: order }
  - { metric: orders.pay, lag: 1s, node: catalog }
headline: orders.pay
coreLink:
  domains:
    shop: { name: { zh: 小店, en: Shop } }
  nodes:
    order: { name: { zh: 下单, en: order }, domain: shop, kind: service }
    recommend: { name: { zh: 推荐, en: recommend }, domain: shop, kind: service }
    catalog: { name: { zh: 商品库, en: catalog }, domain: shop, kind: service }
  edges:
    - { from: order, to: catalog }
    - { from: recommend, to: catalog }
  path: [order, catalog]
  measures:
    node: { requests: nodes.requests, failures: nodes.errors, latencyP99: nodes.latency, saturation: nodes.saturation }
    caller: { requests: links.requests, latencyP99: links.latency }

targets:
  lb: { kind: haproxy, instances: { lb1: '${haproxy}' } }
switches:
  recommend-kill:
    name: { zh: 推荐位总开关, en: Kill switch of recommendations }
    kind: kill
    on: recommend
    target: lb
    set: { what: map, map: '${map}', key: recommend }
    owner: shop-oncall
    range: { values: ['on', 'off'] }
    usual: 'off'
    cost: { zh: 推荐位是空的。, en: Nothing is recommended. }
    observed: { metric: nodes.requests, slice: { node: recommend }, over: 5s, shows: { falls: 0.9 }, within: 20s }
    touches: nobody
  old-catalog-weight:
    name: { zh: 旧商品库权重, en: Weight of the old catalog }
    kind: capacity
    on: catalog
    target: lb
    set: { what: serverWeight, backend: catalog, server: old }
    owner: shop-oncall
    range: { min: 0, max: 120, whole: true }
    usual: 30
    cost: { zh: 旧机器费电。, en: The old machine takes more power. }
    touches: nobody
  old-catalog-state:
    name: { zh: 旧商品库上下线, en: State of the old catalog }
    kind: drain
    on: catalog
    target: lb
    set: { what: serverState, backend: catalog, server: old }
    owner: shop-oncall
    range: { values: [ready, drain, maint] }
    usual: ready
    cost: { zh: 商品库少一台。, en: One catalog less. }
    touches: nobody
  door-connections:
    name: { zh: 入口并发上限, en: Connections at the door }
    kind: rateLimit
    on: order
    target: lb
    set: { what: frontendMaxconn, frontend: door }
    owner: shop-oncall
    range: { min: 50, max: 4000, whole: true }
    usual: 2000
    cost: { zh: 超出的人要等。, en: Those above it wait. }
    touches: { metric: orders.submit }
plans:
  recommend-off:
    name: { zh: 关掉推荐，保下单, en: 'Recommendations off, orders first' }
    owner: shop-oncall
    about:
      zh: 推荐把商品库挤满时：推荐位直接回空，旧商品库多分一些请求。
      en: 'When recommendations fill the catalog: they are answered with an empty list, and the old catalog takes more of the rest.'
    for: { targets: [catalog, recommend, order, recommend→catalog, order→catalog] }
    relieves: [order]
    parameters:
      weight: { name: { zh: 旧商品库权重, en: Weight of the old catalog }, default: 90, range: { min: 30, max: 120, whole: true } }
    steps:
      - id: kill
        name: { zh: 推荐位回空, en: Recommendations empty }
        set: [{ switch: recommend-kill, to: 'on' }]
      - id: spread
        name: { zh: 旧商品库多分一些, en: More for the old catalog }
        set: [{ switch: old-catalog-weight, to: { parameter: weight } }]
    lease: ${lease}
    release: [0.5, 1]
    releaseEvery: 2s
${verify ? '    verify: { metric: orders.pay, by: 0.1, within: 40s }\n' : ''}`;
}
