import type { ReactNode } from 'react';
import type { SwitchView } from '../../../contract/protection';
import type { WorkspaceView } from '../../../contract/state';
import { useLanguage, useText } from '../../i18n/useText';
import { openLink } from '../../link/linkActions';
import { placeName } from '../../protection/placeName';
import { openSheet, readSwitch, reapplySwitch } from '../../protection/planActs';
import { selectCoreLink } from '../../protection/selectProtection';
import { switchLamps } from '../../protection/switchLamps';
import { rangeText, readingText, valuesText, valueText } from '../../protection/valueText';
import { leftOf } from '../../state/arrivals';
import { useMonotonicTick } from '../../state/useMonotonicTick';
import { useConsole } from '../../state/windowConsole';
import { LampGlyph, type Lamp } from '../../ui/glyphs/LampGlyph';

/** One switch: what it is, its three lamps, what may be set, who owns it, and when a drill last proved it. */
export function SwitchRow({ view, workspace }: { readonly view: SwitchView; readonly workspace: WorkspaceView }): ReactNode {
  const text = useText();
  const language = useLanguage();
  const coreLink = useConsole(selectCoreLink);
  const lamps = switchLamps(view);
  const { id, name, kind, on, unit, range, owner, provenOn, wanted, written, cost, simulated, usual } = view;
  const isDrift = written.state === 'drift';
  return (
    <tr data-switch={id} data-drift={isDrift}>
      <th scope="row" title={cost[language]}>
        <span className="switch-name">{name[language]}</span>
        <span className="switch-kind faint">
          {[text(`switchKind.${kind}`), text(`channel.${view.channel}`), ...(simulated ? [text('channel.simulated')] : [])].join(
            ' · ',
          )}
        </span>
      </th>
      <td>
        <button type="button" className="switch-on" onClick={() => openLink(on)}>
          {placeName(workspace, coreLink, on, language)}
        </button>
      </td>
      <LampCell
        lamp={lamps.wanted}
        note={usual === undefined ? '' : text('board.usually', { value: valueText(usual, unit, language) })}
      >
        {wanted === null ? (
          <span className="faint">{text('board.noneWanted')}</span>
        ) : (
          <button type="button" className="switch-on" onClick={() => openSheet(wanted.executionId)}>
            {valueText(wanted.value, unit, language)}
          </button>
        )}
      </LampCell>
      <LampCell lamp={lamps.written} note={writtenNote()}>
        {writtenValue()}
      </LampCell>
      <LampCell lamp={lamps.observed} note={<ObservedNote view={view} />}>
        {view.observed.state === 'none' ? <span className="faint">—</span> : readingText(view.observed.value, view.observed.unit)}
      </LampCell>
      <td className="num soft column-range">{rangeText(range, unit, language)}</td>
      <td className="soft column-owner">{owner}</td>
      <td className="num soft column-proven">{provenOn ?? <span className="faint">{text('board.never')}</span>}</td>
      <td className="switch-acts">
        {isDrift && wanted !== null ? (
          <button type="button" className="button action" data-act="reapply" onClick={() => reapplySwitch(id)}>
            {text('board.reapply')}
          </button>
        ) : (
          <button type="button" className="button quiet" data-act="read" onClick={() => readSwitch(id)}>
            {text('board.read')}
          </button>
        )}
      </td>
    </tr>
  );

  function writtenValue(): string {
    if (written.state === 'unread') return text('board.unread');
    if (written.state === 'unreachable') return text('board.unreachable');
    const answering = written.instances.filter(({ failure }) => failure === null).map(({ value }) => value);
    return valuesText(answering, unit, language);
  }

  function writtenNote(): string {
    const { answered, of, agree, acknowledged } = written;
    if (written.state === 'unread') return '';
    return [
      text('board.agree', { count: answered, of }),
      ...(isDrift ? [text('board.driftOf', { count: answered - agree })] : []),
      ...(acknowledged === null ? [] : [text('board.acknowledged', acknowledged)]),
    ].join(' · ');
  }
}

function LampCell({
  lamp,
  note,
  children,
}: {
  readonly lamp: Lamp;
  readonly note: ReactNode;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <td data-lamp={lamp}>
      <span className="switch-lamp">
        <LampGlyph lamp={lamp} />
        <span>
          <span className="switch-value num">{children}</span>
          <span className="switch-note num faint">{note}</span>
        </span>
      </span>
    </td>
  );
}

function ObservedNote({ view }: { readonly view: SwitchView }): ReactNode {
  const text = useText();
  const { observed } = view;
  const now = useMonotonicTick(observed.left === null ? null : 1_000);
  if (observed.left !== null) return text('observed.left', { seconds: Math.ceil(leftOf(observed.left, view, now) / 1_000) });
  return observed.state === 'off' ? null : text(`observed.${observed.state}`);
}
