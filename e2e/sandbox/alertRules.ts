/** What the sandbox's Prometheus watches, as a shop would: few rules, each with a severity and words for the operator. */
export const alertRules = `groups:
  - name: orders
    rules:
      - alert: PaymentShareLow
        expr: sum(rate(highnoon_orders_total{stage="pay"}[30s])) / sum(rate(highnoon_orders_total{stage="submit"}[30s])) < 0.9
        for: 10s
        labels: { severity: critical, service: pay-gateway }
        annotations: { summary: 'Of 100 submitted orders fewer than 90 are paid' }
      - alert: OrdersStopped
        expr: sum(rate(highnoon_orders_total{stage="submit"}[30s])) == 0
        for: 10s
        labels: { severity: critical, service: order-submit }
        annotations: { summary: 'No order has been submitted for 30 s' }
  - name: services
    rules:
      - alert: ServiceSaturated
        expr: max by (service) (highnoon_service_saturation) > 0.9
        for: 15s
        labels: { severity: warning }
        annotations: { summary: '{{ $labels.service }} uses more than 90 % of its capacity' }
  - name: the alarms themselves
    rules:
      # Always firing: that it is seen shows that the way from rule to screen works.
      - alert: Watchdog
        expr: vector(1)
        # What fires before Prometheus has found its Alertmanager is told a minute later.
        for: 8s
        labels: { severity: info }
        annotations: { summary: 'Alerts arrive' }
`;
