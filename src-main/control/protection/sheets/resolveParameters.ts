import type { PlanSettings, SwitchValue } from '../../../../contract/protectionSettings';
import { isWithin } from '../../../../contract/refuseProtection';
import { accept, refuse, type Result } from '../../../../contract/result';

/** What a plan is prepared with: what was given, the defaults for the rest; refused when it is no parameter or out of its range. */
export function resolveParameters(
  { parameters }: PlanSettings,
  given: Readonly<Record<string, SwitchValue>>,
): Result<Record<string, SwitchValue>> {
  for (const [name, value] of Object.entries(given)) {
    const parameter = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
    if (parameter === undefined) return refuse('bad-input', `The plan has no parameter "${name}".`);
    if (!isWithin(parameter.range, value))
      return refuse(
        'bad-input',
        `${JSON.stringify(value)} is outside of the range of "${name}" (${rangeText(parameter.range)}).`,
      );
  }
  return accept(
    // Null may be given too: nothing is to be set.
    Object.fromEntries(
      Object.entries(parameters).map(([name, { default: otherwise }]) => [
        name,
        given[name] === undefined ? otherwise : given[name],
      ]),
    ),
  );
}

/** What a step sets a switch to. */
export function valueOf(
  to: PlanSettings['steps'][number]['set'][number]['to'],
  parameters: Readonly<Record<string, SwitchValue>>,
): SwitchValue {
  return typeof to === 'object' && to !== null ? (parameters[to.parameter] ?? null) : to;
}

export function rangeText(range: PlanSettings['parameters'][string]['range']): string {
  return 'values' in range ? range.values.map((value) => JSON.stringify(value)).join(', ') : `${range.min} to ${range.max}`;
}
