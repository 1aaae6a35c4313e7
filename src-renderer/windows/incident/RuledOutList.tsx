import type { ReactNode } from 'react';
import type { CoreLink } from '../../../contract/coreLink';
import type { Diagnosis } from '../../../contract/diagnosis';
import type { WorkspaceView } from '../../../contract/state';
import { ruledOutWords } from '../../diagnosis/ruledOutWords';
import { useLanguage, useText } from '../../i18n/useText';
import { ToolGlyph } from '../../ui/glyphs/ToolGlyph';

export const ruledOutId = 'ruled-out';

/** What was looked at and found innocent, folded behind its count: a popover, so that nothing of the picture moves. */
export function RuledOutList({
  workspace,
  coreLink,
  ruledOut,
}: {
  readonly workspace: WorkspaceView;
  readonly coreLink: CoreLink | null;
  readonly ruledOut: Diagnosis['ruledOut'];
}): ReactNode {
  const text = useText();
  const language = useLanguage();
  if (ruledOut.length === 0) return <span className="faint ruled-out-none">{text('ruledOut.none')}</span>;
  const title = text('ruledOut.title', { count: ruledOut.length });
  return (
    <>
      <button type="button" className="ruled-out-open" popoverTarget={ruledOutId}>
        <ToolGlyph tool="tick" /> {title} <span className="keycap">U</span>
      </button>
      <div className="popover ruled-out" popover="auto" id={ruledOutId}>
        <h2>{title}</h2>
        <ul>
          {ruledOut.map((each) => (
            <li key={each.target} data-ruled-out={each.target}>
              <span className="strong">{each.name[language]}</span>
              <span className="num">{ruledOutWords(each, workspace, coreLink, language)}</span>
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}
