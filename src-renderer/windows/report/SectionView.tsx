import { useMemo, useState, type ReactNode } from 'react';
import type { ReportSection } from '../../../contract/report';
import { useText } from '../../i18n/useText';
import { formatClock } from '../../ui/format';
import { resetSection } from './reportActs';
import { SectionEditor } from './SectionEditor';
import type { ReportPartProps } from './ReportWindow';

/** One section of the paper; below what a person wrote stands who did, and that newer facts exist where they do. */
export function SectionView({
  section,
  html,
  timeZone,
  ...part
}: ReportPartProps & { section: ReportSection; html: string; timeZone: string }): ReactNode {
  const text = useText();
  const { id, title, edit, made } = section;
  const [showsMade, setShowsMade] = useState(false);
  const isPicked = part.picked === id;
  // Main rendered it with HTML escaped and pictures of its own only; the window's policy refuses scripts besides.
  const content = useMemo(() => ({ __html: html }), [html]);
  return (
    <section
      className={isPicked ? 'section picked' : 'section'}
      data-section={id}
      data-edited={edit !== null}
      data-newer={edit?.newer === true}
      onClick={() => part.setPicked(id)}
      onDoubleClick={() => part.setEditing(id)}
    >
      <h2>
        <span>{title}</span>
        {part.editing !== id && (
          <button type="button" className="section-edit" onClick={() => part.setEditing(id)}>
            {text('report.edit')}
            {isPicked && <span className="keycap">E</span>}
          </button>
        )}
      </h2>
      {part.editing === id ? (
        <SectionEditor {...part} section={section} />
      ) : html === '' ? (
        <p className="section-empty">{text(id === 'own' ? 'report.ownEmpty' : 'report.empty')}</p>
      ) : (
        <div dangerouslySetInnerHTML={content} />
      )}
      {edit !== null && part.editing !== id && (
        <p className="edited section-edited">
          <span>{text('report.editedBy', { name: edit.by, time: formatClock(edit.at, timeZone) })}</span>
          {edit.newer && <strong>{text('report.newer')}</strong>}
          <button type="button" onClick={() => setShowsMade(!showsMade)}>
            {text(showsMade ? 'report.hideMade' : 'report.showMade')}
          </button>
          <button type="button" onClick={() => void resetSection(part.incidentId, part.language, id, edit.at)}>
            {text('report.reset')}
            {isPicked && <span className="keycap">U</span>}
          </button>
        </p>
      )}
      {edit !== null && showsMade && <pre className="section-made">{made === '' ? text('report.empty') : made}</pre>}
    </section>
  );
}
