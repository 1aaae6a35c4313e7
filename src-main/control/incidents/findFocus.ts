import type { Slice } from '../../../contract/words';
import type { OrdersFinding } from './finding';
import { focusExtra, focusFactor, focusPart } from './rules';

/** The values that hold the loss: nearly all of it, and falling much more than the whole does. @param lead of one stage, the total first */
export function findFocus(lead: readonly OrdersFinding[]): Slice {
  const cuts = lead.filter(({ total }) => !total);
  const total = lead.find((finding) => finding.total);
  const focus: Record<string, string> = {};
  for (const [dimension, ofIt] of byDimension(cuts)) {
    const worst = ofIt.reduce((a, b) => (lossOf(b) > lossOf(a) ? b : a));
    const value = worst.alarm.slice[dimension];
    const others = ofIt.filter(({ alarm }) => alarm.slice[dimension] !== value);
    const whole = total === undefined ? lossOf(worst) + sum(others.map(lossOf)) : Math.max(lossOf(total), lossOf(worst));
    const fallOfWhole = total === undefined ? 0 : Math.max(total.fall, total.share ?? 0);
    const concentrated = whole > 0 && lossOf(worst) >= focusPart * whole;
    const deeper = worst.fall >= focusFactor * fallOfWhole && worst.fall >= fallOfWhole + focusExtra;
    if (value !== undefined && concentrated && deeper) focus[dimension] = value;
  }
  return focus;
}

function byDimension(cuts: readonly OrdersFinding[]): Map<string, OrdersFinding[]> {
  const sorted = new Map<string, OrdersFinding[]>();
  for (const cut of cuts) {
    const dimensions = Object.keys(cut.alarm.slice);
    const [dimension] = dimensions;
    // A cut by two dimensions belongs to neither alone.
    if (dimensions.length === 1 && dimension !== undefined) sorted.set(dimension, [...(sorted.get(dimension) ?? []), cut]);
  }
  return sorted;
}

function lossOf({ share, fall }: OrdersFinding): number {
  return share ?? fall;
}

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}
