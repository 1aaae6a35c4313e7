import { z } from 'zod';
import { CityError } from '../cityError';
import { dimensions, idcCount } from '../dimensions/dimensions';
import type { World } from '../flow/world';
import type { LocalText } from '../../../contract/words';
import type { Plant, PlantEdge } from '../topology/plant';

export interface FaultScope {
  plant: Plant;
  world: World;
}

/** What an operator could point at when the cause is found. */
export interface FaultTarget {
  node?: string;
  edge?: { from: string; to: string };
  idc?: string;
  channel?: string;
  version?: string;
  platform?: string;
  city?: string;
}

/** A change the city announces because of the fault: visible to everybody, the fault itself is not. */
export interface FaultNotice {
  /** Before the fault begins. */
  leadSeconds: number;
  kind: 'change' | 'promotion';
  title: LocalText;
  target: string | null;
}

/** What a fault does when its parameters and place are known. */
export interface PreparedFault {
  target: FaultTarget;
  notice?: FaultNotice;
  /** Seconds until it has its full strength. */
  rampSeconds: number;
  /** Changes the world for this second; `strength` grows from 0 to 1. */
  apply(strength: number): void;
}

export interface FaultKind {
  /** Throws CityError 400 that names the parameter which is wrong or whose place does not exist. */
  open(raw: unknown, scope: FaultScope): { prepared: PreparedFault; params: Record<string, unknown> };
}

/** A kind of fault from the schema of its parameters and what it does with them. */
export function faultKind<P extends Record<string, unknown>>(
  schema: z.ZodType<P>,
  prepare: (params: P, scope: FaultScope) => PreparedFault,
): FaultKind {
  return {
    open: (raw, scope) => {
      const parsed = schema.safeParse(raw);
      if (parsed.success) return { prepared: prepare(parsed.data, scope), params: parsed.data };
      const issue = parsed.error.issues[0];
      throw new CityError(400, `${issue?.path.join('.') || 'fault'}: ${issue?.message ?? 'not understood'}`);
    },
  };
}

export const share = (usual: number) => z.number().min(0).max(1).default(usual);
export const idcParam = z.enum(['east', 'north', 'south']).optional();
export const channelParam = z.enum(['A', 'B', 'C']).default('B');

/** A node by its id, or by its role in the plan (so that one scenario fits every topology variant). */
export function nodeNamed(plant: Plant, name: string): { index: number; id: string } {
  const found = plant.byId(name) ?? plant.nodes.find((node) => node.role === name);
  if (found === undefined) throw new CityError(400, `node: there is no node "${name}"`);
  return found;
}

export function idcIndexes(idc: string | undefined): number[] {
  return Array.from({ length: idcCount }, (_, i) => i).filter((i) => idc === undefined || dimensions[3]!.values[i] === idc);
}

/** Every machine of a node, in one IDC or all. */
export function slotsOf(world: World, node: number, idc: string | undefined): number[] {
  return idcIndexes(idc).flatMap((i) => {
    const first = world.slotFirst[node * idcCount + i]!;
    return Array.from({ length: world.slotFirst[node * idcCount + i + 1]! - first }, (_, k) => first + k);
  });
}

export function channelEdge(plant: Plant, channel: 'A' | 'B' | 'C'): PlantEdge {
  const to = plant.byRole(`channel-${channel.toLowerCase()}`).index;
  const edge = plant.edges.find((each) => each.toNode === to);
  if (edge === undefined) throw new Error(`a plan has a wire to channel ${channel}`);
  return edge;
}

/** Only the keys that have a value: targets are compared key by key. */
export function targetOf(parts: { [K in keyof FaultTarget]?: FaultTarget[K] | undefined }): FaultTarget {
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined));
}
