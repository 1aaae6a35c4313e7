import type { ReactNode } from 'react';
import type { WorkspaceView } from '../../../contract/state';
import { useLanguage, useText } from '../../i18n/useText';
import { SoundSwitch } from '../../sound/SoundSwitch';
import { BrandMark } from '../glyphs/BrandMark';
import { ToolGlyph } from '../glyphs/ToolGlyph';
import { openWall } from '../actions';
import { MenuPopover } from './MenuPopover';
import { LeverChip } from '../lever/LeverChip';
import { PersonChip } from '../people/PersonChip';
import { InForceChip } from './InForceChip';
import { PastChip } from './PastChip';
import { PeakClock } from './PeakClock';
import { popoverIds } from './popovers';
import { RoomClockFace } from './RoomClockFace';
import { SimulatedPlate } from './SimulatedPlate';
import { SourcesSummary } from './SourcesSummary';
import { SourcesTable } from './SourcesTable';

/** Who and where, the peak and its countdown, the data sources, and the one clock of the room. */
export function Header({ workspace }: { workspace: WorkspaceView | null }): ReactNode {
  const text = useText();
  const language = useLanguage();
  return (
    <header className="header">
      <div className="header-part brand">
        <BrandMark />
        <div>
          <p className="header-first">{text('brand.name')}</p>
          {workspace !== null && <p className="header-second">{workspace.name[language]}</p>}
        </div>
      </div>
      {workspace !== null && workspace.peaks.length > 0 && <PeakClock workspace={workspace} />}
      <div className="header-space" />
      {workspace !== null && <PastChip timeZone={workspace.timeZone} />}
      {workspace !== null && <SimulatedPlate workspace={workspace} />}
      <SourcesSummary />
      <InForceChip />
      <PersonChip />
      <LeverChip />
      <div className="header-part tools">
        <SoundSwitch />
        <button type="button" className="button quiet" onClick={openWall} title={`${text('tools.wall')} (W)`}>
          <ToolGlyph tool="wall" />
          <span className="tool-word">{text('tools.wall')}</span>
        </button>
        <button
          type="button"
          className="button quiet"
          popoverTarget={popoverIds.menu}
          aria-label={text('tools.menu')}
          title={`${text('tools.menu')} (?)`}
        >
          <ToolGlyph tool="menu" />
        </button>
      </div>
      <RoomClockFace timeZone={workspace?.timeZone ?? null} />
      <SourcesTable timeZone={workspace?.timeZone ?? null} />
      <MenuPopover workspace={workspace} />
    </header>
  );
}
