import type { ReactNode } from 'react';
import type { WorkspaceView } from '../../../contract/state';
import { useLanguage, useText } from '../../i18n/useText';
import { placeName } from '../../protection/placeName';
import { selectCoreLink } from '../../protection/selectProtection';
import { valuesText, valueText } from '../../protection/valueText';
import { useConsole } from '../../state/windowConsole';
import { ToolGlyph } from '../../ui/glyphs/ToolGlyph';
import type { PlanRow } from './planSubject';

/** One switch: what it is at its instances now, and what it will be. */
export function SendRow({
  row,
  workspace,
  isOpen,
  onToggle,
}: {
  readonly row: PlanRow;
  readonly workspace: WorkspaceView;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}): ReactNode {
  const text = useText();
  const language = useLanguage();
  const coreLink = useConsole(selectCoreLink);
  const { writes, wanted, switchId } = row;
  const known = row.switch;
  const unit = known?.unit ?? '';
  const answering = writes.filter(({ failure }) => failure === null);
  const isThere = answering.length > 0 && answering.every(({ request }) => request === '');
  return (
    <tr className="send-row" data-switch={switchId}>
      <td className="step-column num faint">{row.isFirstOfStep ? row.step : ''}</td>
      <td>
        <button type="button" className="send-name" aria-expanded={isOpen} title={text('send.expand')} onClick={onToggle}>
          <ToolGlyph tool={isOpen ? 'down' : 'chevron'} />
          <span>{known?.name[language] ?? switchId}</span>
        </button>
      </td>
      <td className="send-target">
        {known === undefined ? '' : `${placeName(workspace, coreLink, known.on, language)} · `}
        <span className="num">{text('send.instances', { count: writes.length })}</span>
      </td>
      <td className="end send-present">
        {valuesText(
          answering.map(({ present }) => present),
          unit,
          language,
        )}
      </td>
      <td className="send-arrow" aria-hidden="true">
        →
      </td>
      <td className="send-new">
        {valueText(wanted, unit, language)}
        {isThere && <span className="faint"> {text('send.there')}</span>}
      </td>
      <td className="end faint send-channel">
        {known === undefined ? '' : text(`channel.${known.channel}`)}
        {known?.simulated === true && <span className="plate outline">{text('channel.simulated')}</span>}
      </td>
    </tr>
  );
}
