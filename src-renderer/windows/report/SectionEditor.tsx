import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { reportTextCharactersMax, sectionText, type ReportSection } from '../../../contract/report';
import type { Refusal } from '../../../contract/result';
import { useText } from '../../i18n/useText';
import { useConsole } from '../../state/windowConsole';
import { RefusalLine } from '../../ui/alerts/RefusalLine';
import { selectMayOperate } from '../../ui/alerts/selectAlerts';
import { openPopover, popoverIds } from '../../ui/header/popovers';
import type { ReportPartProps } from './ReportWindow';

/** Markdown in place of the section. What was refused stays in the box, with the reason below it. */
export function SectionEditor({
  incidentId,
  language,
  setEditing,
  section,
}: ReportPartProps & { section: ReportSection }): ReactNode {
  const text = useText();
  const mayOperate = useConsole(selectMayOperate);
  const [draft, setDraft] = useState(() => sectionText(section));
  const [seenAt, setSeenAt] = useState(section.edit?.at ?? null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => box.current?.focus(), []);

  async function save(): Promise<void> {
    const answer = await window.highnoon.ask('report.edit', {
      incidentId,
      language,
      section: section.id,
      text: draft,
      replaces: seenAt,
    });
    if (answer.ok) return setEditing(null);
    setRefusal(answer.refusal);
    // The refusal says that somebody else wrote meanwhile: saving once more is then meant.
    setSeenAt(section.edit?.at ?? null);
  }
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      setEditing(null);
    } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void save();
    }
  };
  return (
    <div className="section-editor" onKeyDown={press}>
      <textarea
        ref={box}
        value={draft}
        maxLength={reportTextCharactersMax}
        rows={Math.min(24, Math.max(6, draft.split('\n').length + 2))}
        aria-label={text('report.editing', { title: section.title })}
        placeholder={text('report.placeholder')}
        onChange={(event) => setDraft(event.currentTarget.value)}
      />
      <div className="section-acts">
        <button type="button" className="paper-button main" data-act="save" onClick={() => void save()}>
          {text('report.save')} <span className="keycap">Ctrl ↵</span>
        </button>
        <button type="button" className="paper-button" onClick={() => setEditing(null)}>
          {text('act.cancel')} <span className="keycap">Esc</span>
        </button>
        <span className="hint">{text('report.markdownHint')}</span>
      </div>
      <RefusalLine refusal={refusal} />
      {!mayOperate && (
        <p className="act-role">
          <span>{text('report.needsOperate')}</span>
          <button type="button" className="paper-button" onClick={() => openPopover(popoverIds.person)}>
            {text('silence.signIn')}
          </button>
        </p>
      )}
    </div>
  );
}
