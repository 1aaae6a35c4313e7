import { z } from 'zod';
import { audienceCount, dimensions, idcCount } from '../dimensions/dimensions';
import { audienceValue } from '../flow/world';
import { channelEdge, channelParam, idcIndexes, idcParam, nodeNamed, share, slotsOf, targetOf, faultKind } from './fault';

const outageParams = z.strictObject({
  channel: channelParam,
  share: share(0.95),
  addedMs: z.number().min(0).max(60_000).default(900),
});
/** A third party answers, late, that it cannot. */
export const paymentOutage = faultKind(outageParams, (params, { plant, world }) => {
  const edge = channelEdge(plant, params.channel);
  return {
    target: targetOf({ node: edge.to, channel: params.channel }),
    rampSeconds: 4,
    apply: (strength) =>
      slotsOf(world, edge.toNode, undefined).forEach((k) => {
        world.errorRate[k] = Math.max(world.errorRate[k]!, params.share * strength);
        world.addedMs[k]! += params.addedMs * strength;
      }),
  };
});

const certParams = z.strictObject({
  channel: channelParam,
  share: share(0.965),
  leadSeconds: z.number().min(0).max(3600).default(20),
});
/** A new certificate bundle: handshakes with one channel time out, on every machine that has loaded it. */
export const certReload = faultKind(certParams, (params, { plant, world }) => {
  const edge = channelEdge(plant, params.channel);
  return {
    target: targetOf({ edge: { from: edge.from, to: edge.to }, channel: params.channel }),
    notice: {
      leadSeconds: params.leadSeconds,
      kind: 'change',
      title: { zh: `${edge.from} 证书包热加载`, en: `${edge.from} certificate bundle reloaded` },
      target: edge.from,
    },
    rampSeconds: 10,
    apply: (strength) =>
      idcIndexes(undefined).forEach((idc) => {
        world.handshakeFailing[edge.index * idcCount + idc] = params.share * strength;
      }),
  };
});

const jitterParams = z.strictObject({
  idc: z.enum(['east', 'north', 'south']).default('north'),
  addedMs: z.number().min(0).max(10_000).default(60),
  lossShare: share(0.08),
});
/** The network inside one IDC drops and delays. */
export const networkJitter = faultKind(jitterParams, ({ idc, addedMs, lossShare }, { plant, world }) => ({
  target: targetOf({ idc }),
  rampSeconds: 5,
  apply: (strength) => {
    const index = dimensions[3]!.values.indexOf(idc);
    for (const edge of plant.edges) {
      world.lossShare[edge.index * idcCount + index] = lossShare * strength;
      world.wireAddedMs[edge.index * idcCount + index]! += addedMs * strength;
    }
  },
}));

const releaseParams = z.strictObject({
  node: z.string().min(1).default('order-submit'),
  version: z.enum(['7.3', '7.2', '7.1', '7.0', '6.9']).optional(),
  platform: z.enum(['ios', 'android', 'miniapp', 'web']).optional(),
  city: z.string().optional(),
  idc: idcParam,
  share: share(0.4),
  leadSeconds: z.number().min(0).max(3600).default(15),
});
/** A release fails requests: of one app version (with platform or city, if given), or of every app in one IDC. */
export const badRelease = faultKind(releaseParams, (params, { plant, world }) => {
  const { index, id } = nodeNamed(plant, params.node);
  const { version, platform, city, idc } = params;
  const asked = [city, platform, version];
  const byAudience = asked.some((value) => value !== undefined);
  const scope = [version === undefined ? undefined : `App ${version}`, platform, city, idc].filter(Boolean).join(' ');
  return {
    target: targetOf({ node: id, version, platform, city, idc }),
    notice: {
      leadSeconds: params.leadSeconds,
      kind: 'change',
      title: { zh: `${id} 发布 9.4.1 ${scope}`.trim(), en: `${id} released 9.4.1 ${scope}`.trim() },
      target: id,
    },
    rampSeconds: 20,
    apply: (strength) => {
      if (!byAudience) {
        slotsOf(world, index, idc).forEach((k) => (world.errorRate[k] = Math.max(world.errorRate[k]!, params.share * strength)));
        return;
      }
      const errors = world.audienceErrors.get(index) ?? new Float64Array(audienceCount);
      for (let a = 0; a < audienceCount; a += 1) {
        const hit = asked.every((value, d) => value === undefined || dimensions[d]!.values[audienceValue(a, d)] === value);
        if (hit) errors[a] = Math.max(errors[a]!, params.share * strength);
      }
      world.audienceErrors.set(index, errors);
    },
  };
});

const burstParams = z.strictObject({
  factor: z.number().min(1).max(5).default(2.4),
  rampSeconds: z.number().min(1).max(3600).default(60),
});
/** Everybody comes at once. Not a fault of any machine: demand. */
export const promotionBurst = faultKind(burstParams, ({ factor, rampSeconds }, { world }) => ({
  target: {},
  notice: { leadSeconds: 0, kind: 'promotion', title: { zh: '联合大促开始', en: 'Joint promotion starts' }, target: null },
  rampSeconds,
  apply: (strength) => {
    world.demandFactor *= 1 + (factor - 1) * strength;
  },
}));
