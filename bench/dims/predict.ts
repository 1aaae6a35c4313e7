import { explainChange } from '../../src-main/engine/diagnosis/dimensions/explainChange';
import type { Explanation, Where } from '../../src-main/engine/diagnosis/dimensions/explanation';
import { explainRatio } from '../../src-main/engine/diagnosis/dimensions/explainRatio';
import { leafTable } from '../../src-main/engine/diagnosis/dimensions/leafTable';
import type { DimsCase } from './readPack';

/** One line of the scorer's format. */
export interface DimsPrediction {
  readonly case: string;
  /** Most likely first. */
  readonly root_causes: readonly string[];
  readonly ms: number;
}

/** What the console says of a case: its parts, then the rivals that the data hardly tells from them. */
export function predict(one: DimsCase): DimsPrediction {
  const started = performance.now();
  const explanation = explain(one);
  const ms = performance.now() - started;
  const named = explanation === null ? [] : [...explanation.parts.map(({ where }) => where), ...explanation.rivals];
  return { case: one.id, root_causes: named.map(nameOf), ms: Number(ms.toFixed(2)) };
}

function explain(one: DimsCase): Explanation | null {
  const table = leafTable(one.attributes, one.columns);
  return one.kind === 'additive' ? explainChange({ ...one, table }) : explainRatio({ ...one, table });
}

export function nameOf(where: Where): string {
  return where
    .map(({ attribute, value }) => `${attribute}=${value}`)
    .sort()
    .join('&');
}
