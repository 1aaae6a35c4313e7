/** The smallest workspace that opens; tests change one thing in it. */
export const tinyWorkspace = `version: 1
name: { zh: 小店, en: Small shop }
timeZone: Asia/Shanghai
backends:
  city: { kind: demoCity, url: embedded }
source: city
metrics:
  pay:
    name: { zh: 支付, en: paid }
    query: { demoCity: orders.pay }
funnel:
  - { metric: pay }
`;
