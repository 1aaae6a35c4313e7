import type { AuditView, GuardReading } from '../../../contract/protection';
import type { Language } from '../../../contract/choices';
import type { Text } from '../../i18n/text';
import { readingText, valueText } from '../../protection/valueText';
import type { PlanSubject } from './planSubject';

/** What stands in the way, what is looked at right before a step, who has agreed, and where it is written down. */
export interface CautionLine {
  readonly key: string;
  /** `waits`: for a person. */
  readonly mark: 'good' | 'watch' | 'bad' | 'waits';
  readonly said: string;
}

export function cautionLines(
  { sheet, execution, switches }: PlanSubject,
  audit: AuditView | null,
  text: Text,
  language: Language,
): readonly CautionLine[] {
  const conflicts = (sheet?.conflicts ?? []).map(({ kind, switchId, name, present, wanted }, i): CautionLine => {
    const unit = switches[switchId]?.unit ?? '';
    const said = text(`conflict.${kind}`, {
      name: name[language],
      switch: switches[switchId]?.name[language] ?? switchId,
      present: valueText(present, unit, language),
      wanted: valueText(wanted, unit, language),
    });
    return { key: `conflict ${i}`, mark: kind === 'running' ? 'bad' : 'watch', said };
  });
  const guards = (sheet?.steps ?? []).flatMap(({ id, guards: ofStep, unless }, i) =>
    ofStep.map((guard, k): CautionLine => {
      const said = guardText(guard, text, language);
      if (guard.passes) return { key: `guard ${id} ${k}`, mark: 'good', said };
      return {
        key: `guard ${id} ${k}`,
        mark: unless === 'skip' ? 'watch' : 'bad',
        said: text(`guard.${unless}`, { guard: said, step: i + 1 }),
      };
    }),
  );
  return [...conflicts, ...guards, ...consent(), ...auditLines(audit, text)];

  function consent(): readonly CautionLine[] {
    if (execution !== null)
      return [
        ...(execution.approvedBy === null ? [] : [line('good', text('consent.approved', { name: execution.approvedBy }))]),
        ...(execution.breakGlass === null ? [] : [line('watch', text('consent.glass', { reason: execution.breakGlass }))]),
      ];
    if (sheet === null) return [];
    if (sheet.breakGlass !== null) return [line('watch', text('consent.glass', { reason: sheet.breakGlass.reason }))];
    if (sheet.approval !== null) return [line('good', text('consent.approved', { name: sheet.approval.by }))];
    return sheet.needs.second ? [line('waits', text('consent.needed'))] : [];
  }
}

export function guardText({ name, above, below, unit, value }: GuardReading, text: Text, language: Language): string {
  const bound = [
    ...(above === null ? [] : [`> ${readingText(above, unit)}`]),
    ...(below === null ? [] : [`< ${readingText(below, unit)}`]),
  ].join(' ');
  return text('guard.line', { name: name[language], value: readingText(value, unit), bound });
}

function auditLines(audit: AuditView | null, text: Text): readonly CautionLine[] {
  if (audit === null) return [];
  const { writable, records, findings } = audit;
  if (!writable) return [{ key: 'audit', mark: 'bad', said: text('audit.notWritable') }];
  if (findings.length > 0) return [{ key: 'audit', mark: 'watch', said: text('audit.findings', { count: findings.length }) }];
  return [{ key: 'audit', mark: 'good', said: text('audit.onDisk', { count: records }) }];
}

function line(mark: CautionLine['mark'], said: string): CautionLine {
  return { key: `consent ${mark}`, mark, said };
}
