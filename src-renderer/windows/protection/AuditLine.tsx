import { useState, type ReactNode } from 'react';
import type { AuditView } from '../../../contract/protection';
import { useText } from '../../i18n/useText';
import { selectAudit } from '../../protection/selectProtection';
import { useConsole } from '../../state/windowConsole';
import { ask } from '../../ui/ask';
import { LampGlyph } from '../../ui/glyphs/LampGlyph';
import { formatClock } from '../../ui/format';
import { popoverIds } from '../../ui/header/popovers';

/** Whether everything that was done stands in a log that nobody has changed; at the foot of the board. */
export function AuditLine({ timeZone }: { readonly timeZone: string }): ReactNode {
  const text = useText();
  const audit = useConsole(selectAudit);
  const [savedTo, setSavedTo] = useState<string | null>(null);
  const [isChecking, setChecking] = useState(false);
  if (audit === null) return null;
  const check = async (): Promise<void> => {
    setChecking(true);
    await ask('audit.check', undefined);
    setChecking(false);
  };
  const save = async (): Promise<void> => {
    const answer = await ask('audit.export', undefined);
    setSavedTo(answer.ok ? answer.value.savedTo : null);
  };
  return (
    <section className="panel audit-line" aria-label={text('board.audit')} data-findings={audit.findings.length}>
      <LampGlyph lamp={!audit.writable ? 'disagrees' : audit.findings.length > 0 ? 'drift' : 'agrees'} size={20} />
      <h2>{text('board.audit')}</h2>
      <p className="audit-said num">
        {said(audit)}{' '}
        <span className="faint">{text('audit.checkedAt', { time: formatClock(audit.checkedAtLocal, timeZone) })}</span>
      </p>
      <p className="audit-path faint">
        {savedTo === null ? text('board.auditPath', { path: audit.path }) : text('board.auditSaved', { path: savedTo })}
      </p>
      <button type="button" className="button" data-act="check" disabled={isChecking} onClick={() => void check()}>
        {text('board.auditCheck')}
      </button>
      <button type="button" className="button" data-act="export" onClick={() => void save()}>
        {text('board.auditExport')}
      </button>
      <button type="button" className="keys-open" popoverTarget={popoverIds.menu}>
        {text('act.keys')} <span className="keycap">?</span>
      </button>
    </section>
  );

  function said({ records, findings, writable }: AuditView): string {
    if (!writable) return text('board.auditNotWritable', { count: records });
    const [first] = findings;
    return first === undefined
      ? text('board.auditSound', { count: records })
      : text('board.auditBad', { count: records, findings: findings.length, first });
  }
}
