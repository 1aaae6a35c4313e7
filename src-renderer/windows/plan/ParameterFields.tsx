import type { ReactNode } from 'react';
import type { PlanParameter, PlanSheet } from '../../../contract/protection';
import type { SwitchValue } from '../../../contract/protectionSettings';
import { useLanguage, useText } from '../../i18n/useText';
import { preparePlan } from '../../protection/planActs';
import { selectPlans } from '../../protection/selectProtection';
import { valueText } from '../../protection/valueText';
import { useConsole } from '../../state/windowConsole';
import { isEditable } from './footState';

/** Values that a plan leaves open. Another value is another sheet: everything is read anew, and the former one is put away. */
export function ParameterFields({
  sheet,
  onPrepared,
}: {
  readonly sheet: PlanSheet;
  readonly onPrepared: (planId: string) => void;
}): ReactNode {
  const text = useText();
  const language = useLanguage();
  const parameters = useConsole(selectPlans)[sheet.planKey]?.parameters ?? {};
  const entries = Object.entries(parameters);
  if (entries.length === 0) return null;
  const change = async (id: string, value: SwitchValue): Promise<void> => {
    if (value === sheet.parameters[id]) return;
    const planId = await preparePlan(sheet.planKey, sheet.incidentId, { ...sheet.parameters, [id]: value });
    if (planId === null) return;
    onPrepared(planId);
    void window.highnoon.ask('plan.putAway', { planId: sheet.planId });
  };
  return (
    <div className="parameter-fields" aria-label={text('send.parameters')}>
      {entries.map(([id, parameter]) => {
        const value = sheet.parameters[id] ?? parameter.default;
        return (
          <label key={`${id} ${String(value)}`} className="parameter-field">
            <span className="soft">{parameter.name[language]}</span>
            {isEditable(sheet) ? (
              <Field parameter={parameter} value={value} onChange={(next) => void change(id, next)} />
            ) : (
              <span className="strong num">{valueText(value, parameter.unit, language)}</span>
            )}
          </label>
        );
      })}
    </div>
  );
}

function Field({
  parameter,
  value,
  onChange,
}: {
  readonly parameter: PlanParameter;
  readonly value: SwitchValue;
  readonly onChange: (value: SwitchValue) => void;
}): ReactNode {
  const language = useLanguage();
  const { range, unit } = parameter;
  if ('values' in range)
    return (
      <select
        className="field-input"
        value={range.values.indexOf(value)}
        onChange={({ target }) => onChange(range.values[Number(target.value)] ?? null)}
      >
        {range.values.map((each, i) => (
          <option key={String(each)} value={i}>
            {valueText(each, unit, language)}
          </option>
        ))}
      </select>
    );
  const take = (input: HTMLInputElement): void => {
    if (input.value !== '' && input.reportValidity()) onChange(Number(input.value));
  };
  return (
    <span className="num parameter-number">
      <input
        className="field-input"
        type="number"
        step="any"
        min={range.min}
        max={range.max}
        defaultValue={typeof value === 'number' ? value : ''}
        onBlur={({ currentTarget }) => take(currentTarget)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') take(event.currentTarget);
        }}
      />
      {unit}
      <span className="faint">
        {range.min}–{range.max}
      </span>
    </span>
  );
}
