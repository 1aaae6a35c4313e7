import type { ReactNode } from 'react';
import type { WorkspaceView } from '../../../contract/state';
import { useLanguage, useText } from '../../i18n/useText';
import { placeName } from '../../protection/placeName';
import { selectCoreLink } from '../../protection/selectProtection';
import { useConsole } from '../../state/windowConsole';
import { LampGlyph } from '../../ui/glyphs/LampGlyph';
import type { InstanceGroup } from './instanceGroups';

/** How many names of those that do not answer are written out. */
const namesMax = 4;

/** One square an instance: filled while it answers, hollow when it does not, crossed where it refused. */
export function InstanceGrid({
  group,
  workspace,
  isSent,
}: {
  readonly group: InstanceGroup;
  readonly workspace: WorkspaceView;
  readonly isSent: boolean;
}): ReactNode {
  const text = useText();
  const language = useLanguage();
  const coreLink = useConsole(selectCoreLink);
  const { cells, silent, on, targetId } = group;
  const failed = cells.filter(({ cell }) => cell === 'failed').length;
  const name = on === null ? targetId : placeName(workspace, coreLink, on, language);
  const bad = silent.length + failed;
  return (
    <div className="instance-group" data-answers={`${cells.length - silent.length}/${cells.length}`}>
      <LampGlyph lamp={bad === 0 ? 'agrees' : bad === cells.length ? 'disagrees' : 'half'} size={20} />
      <div className="instance-words">
        <p className="strong num">{text('grid.answers', { name, count: cells.length - silent.length, of: cells.length })}</p>
        <p className="faint">
          {[
            ...(silent.length === 0
              ? [text(isSent ? 'grid.allSent' : 'grid.all')]
              : [text(isSent ? 'grid.silentSent' : 'grid.silent', { count: silent.length, names: named(silent) })]),
            ...(failed === 0 ? [] : [text('grid.failed', { count: failed })]),
          ].join(' · ')}
        </p>
      </div>
      <ul className="instance-cells" aria-hidden="true">
        {cells.map(({ instance, cell, why }) => (
          <li
            key={instance}
            className={`instance-cell ${cell}`}
            title={[instance, text(`cell.${cell}`), why].filter((each) => each !== null).join(' · ')}
          />
        ))}
      </ul>
    </div>
  );
}

function named(names: readonly string[]): string {
  const shown = names.slice(0, namesMax).join(', ');
  return names.length > namesMax ? `${shown} +${names.length - namesMax}` : shown;
}
