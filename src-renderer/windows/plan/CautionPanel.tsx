import type { ReactNode } from 'react';
import { otherLanguage, textOf } from '../../i18n/text';
import { useLanguage, useText } from '../../i18n/useText';
import { selectAudit } from '../../protection/selectProtection';
import { useConsole } from '../../state/windowConsole';
import { HealthGlyph } from '../../ui/glyphs/HealthGlyph';
import { LampGlyph } from '../../ui/glyphs/LampGlyph';
import { ToolGlyph } from '../../ui/glyphs/ToolGlyph';
import { Panel } from '../../ui/Panel';
import { cautionLines, type CautionLine } from './cautionLines';
import type { PlanPartProps } from './PlanWindow';

/** Conflicts, guards, consent and the audit, the worst of them unmistakable by its shape. */
export function CautionPanel({ subject }: PlanPartProps): ReactNode {
  const text = useText();
  const language = useLanguage();
  const audit = useConsole(selectAudit);
  const lines = cautionLines(subject, audit, text, language);
  const hasConflict = (subject.sheet?.conflicts.length ?? 0) > 0;
  return (
    <Panel
      className="caution-panel"
      title={text('caution.title')}
      second={<span className="english-second">{textOf(otherLanguage(language))('caution.title')}</span>}
    >
      <ul className="caution-lines">
        {!hasConflict && subject.execution === null && <Line line={{ key: 'none', mark: 'good', said: text('conflict.none') }} />}
        {lines.map((each) => (
          <Line key={each.key} line={each} />
        ))}
      </ul>
    </Panel>
  );
}

function Line({ line: { mark, said } }: { readonly line: CautionLine }): ReactNode {
  return (
    <li className="caution-line" data-mark={mark}>
      {mark === 'good' && <ToolGlyph tool="tick" />}
      {mark === 'watch' && <HealthGlyph health="watch" size={18} />}
      {mark === 'bad' && <HealthGlyph health="broken" size={18} />}
      {mark === 'waits' && <LampGlyph lamp="waiting" />}
      <span>{said}</span>
    </li>
  );
}
