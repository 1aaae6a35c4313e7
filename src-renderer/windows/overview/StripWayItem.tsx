import type { ReactNode } from 'react';
import type { CoreLink } from '../../../contract/coreLink';
import type { WorkspaceView } from '../../../contract/state';
import { useLanguage, useText } from '../../i18n/useText';
import { openLink } from '../../link/linkActions';
import { subjectOf } from '../../link/subject';
import { subjectName } from '../../link/subjectName';
import { HealthGlyph } from '../../ui/glyphs/HealthGlyph';
import type { StripStep, StripWay } from './pathStrip';

/** The worst link between two steps: a hairline while all are well, else a line that opens that link's window. */
export function StripWayItem({
  workspace,
  coreLink,
  way,
  before,
  step,
}: {
  readonly workspace: WorkspaceView;
  readonly coreLink: CoreLink;
  readonly way: StripWay | undefined;
  readonly before: StripStep | undefined;
  readonly step: StripStep;
}): ReactNode {
  const text = useText();
  const language = useLanguage();
  const { link, health, isCut } = way ?? { link: null, health: 'unknown', isCut: false };
  if (link === null || health === 'ok' || health === 'unknown')
    return <li className={`strip-way ${health}`} aria-hidden="true" />;
  const title = text('strip.between', {
    from: before?.name[language] ?? '',
    to: step.name[language],
    name: subjectName(workspace, coreLink, subjectOf(link), language),
  });
  return (
    <li className={`strip-way ${health}${isCut ? ' cut' : ''}`}>
      <button type="button" data-link={link} data-health={health} title={title} aria-label={title} onClick={() => openLink(link)}>
        {health === 'broken' && <HealthGlyph health="broken" size={16} />}
      </button>
    </li>
  );
}
