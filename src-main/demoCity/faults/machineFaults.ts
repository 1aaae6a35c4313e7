import { z } from 'zod';
import { dimensions } from '../dimensions/dimensions';
import { faultKind, idcIndexes, idcParam, nodeNamed, share, slotsOf, targetOf } from './fault';

const nodeParam = (usual: string) => z.string().min(1).default(usual);

const latencyParams = z.strictObject({
  node: nodeParam('order-core'),
  idc: idcParam,
  addedMs: z.number().min(0).max(60_000).default(400),
});
/** A node takes longer for every request. */
export const latency = faultKind(latencyParams, ({ node, idc, addedMs }, { plant, world }) => {
  const { index, id } = nodeNamed(plant, node);
  return {
    target: targetOf({ node: id, idc }),
    rampSeconds: 5,
    apply: (strength) => slotsOf(world, index, idc).forEach((k) => (world.addedMs[k]! += addedMs * strength)),
  };
});

const errorsParams = z.strictObject({ node: nodeParam('order-core'), idc: idcParam, share: share(0.3) });
/** A node fails a share of its requests. */
export const errors = faultKind(errorsParams, (params, { plant, world }) => {
  const { index, id } = nodeNamed(plant, params.node);
  return {
    target: targetOf({ node: id, idc: params.idc }),
    rampSeconds: 3,
    apply: (strength) =>
      slotsOf(world, index, params.idc).forEach(
        (k) => (world.errorRate[k] = Math.max(world.errorRate[k]!, params.share * strength)),
      ),
  };
});

const capacityParams = z.strictObject({ node: nodeParam('order-core'), idc: idcParam, share: share(0.75) });
/** A share of a node's machines is gone. */
export const capacityLoss = faultKind(capacityParams, (params, { plant, world }) => {
  const { index, id } = nodeNamed(plant, params.node);
  return {
    target: targetOf({ node: id, idc: params.idc }),
    rampSeconds: 0,
    apply: () => {
      for (const idc of idcIndexes(params.idc)) {
        const installed = slotsOf(world, index, dimensions[3]!.values[idc]).filter((k) => world.slots[k]!.installed);
        installed.slice(0, Math.floor(installed.length * params.share)).forEach((k) => (world.running[k] = 0));
      }
    },
  };
});

const databaseParams = z.strictObject({
  node: nodeParam('mysql-order'),
  idc: idcParam,
  factor: z.number().min(1).max(100).default(8),
});
/** A database works slower: every statement costs more, so it also does fewer of them. */
export const slowDatabase = faultKind(databaseParams, ({ node, idc, factor }, { plant, world }) => {
  const { index, id } = nodeNamed(plant, node);
  return {
    target: targetOf({ node: id, idc }),
    rampSeconds: 10,
    apply: (strength) => slotsOf(world, index, idc).forEach((k) => (world.serviceFactor[k]! *= 1 + (factor - 1) * strength)),
  };
});

const backlogParams = z.strictObject({ node: nodeParam('mq-pay'), idc: idcParam, share: share(0.85) });
/** A message queue's consumers stall: it delivers only the rest of what it could. */
export const messageBacklog = faultKind(backlogParams, (params, { plant, world }) => {
  const { index, id } = nodeNamed(plant, params.node);
  return {
    target: targetOf({ node: id, idc: params.idc }),
    rampSeconds: 5,
    apply: (strength) =>
      slotsOf(world, index, params.idc).forEach((k) => (world.capacityFactor[k]! *= 1 - params.share * strength)),
  };
});

const stampedeParams = z.strictObject({ node: nodeParam('redis-menu'), missShare: share(0.5) });
/** A cache has lost its keys: what it cannot answer falls on the database behind it. */
export const cacheStampede = faultKind(stampedeParams, ({ node, missShare }, { plant, world }) => {
  const { index, id } = nodeNamed(plant, node);
  return {
    target: targetOf({ node: id }),
    rampSeconds: 2,
    apply: (strength) => {
      world.missShare[index] = Math.max(world.missShare[index]!, missShare * strength);
    },
  };
});

const declineParams = z.strictObject({
  node: nodeParam('order-submit'),
  idc: idcParam,
  share: share(0.35),
  rampSeconds: z.number().min(1).max(86_400).default(1800),
});
/** A node gets worse so slowly that no two minutes differ much. */
export const slowDecline = faultKind(declineParams, (params, { plant, world }) => {
  const { index, id } = nodeNamed(plant, params.node);
  return {
    target: targetOf({ node: id, idc: params.idc }),
    rampSeconds: params.rampSeconds,
    apply: (strength) =>
      slotsOf(world, index, params.idc).forEach(
        (k) => (world.errorRate[k] = Math.max(world.errorRate[k]!, params.share * strength)),
      ),
  };
});
