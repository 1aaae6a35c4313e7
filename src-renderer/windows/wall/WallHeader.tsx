import type { ReactNode } from 'react';
import type { WorkspaceView } from '../../../contract/state';
import { useLanguage, useText } from '../../i18n/useText';
import { SoundSwitch } from '../../sound/SoundSwitch';
import { BrandMark } from '../../ui/glyphs/BrandMark';
import { CurveLegend } from '../../charts/CurveLegend';
import { PastChip } from '../../ui/header/PastChip';
import { PeakClock } from '../../ui/header/PeakClock';
import { RoomClockFace } from '../../ui/header/RoomClockFace';
import { RangeControl } from '../../ui/range/RangeControl';
import { SimulatedPlate } from '../../ui/header/SimulatedPlate';
import { SourcesSummary } from '../../ui/header/SourcesSummary';
import { LeverChip } from '../../ui/lever/LeverChip';
import { PersonChip } from '../../ui/people/PersonChip';
import { SourcesTable } from '../../ui/header/SourcesTable';

/** The same parts at the same places as in the overview; the title says what this window is. */
export function WallHeader({ workspace, count }: { workspace: WorkspaceView | null; count: number }): ReactNode {
  const text = useText();
  const language = useLanguage();
  return (
    <header className="header">
      <div className="header-part brand">
        <BrandMark />
        <div>
          <h1 className="header-first">
            {text('wall.title')} <span className="faint english-second">{text('wall.note', { count })}</span>
          </h1>
          {workspace !== null && <p className="header-second">{workspace.name[language]}</p>}
        </div>
      </div>
      {workspace !== null && workspace.peaks.length > 0 && <PeakClock workspace={workspace} />}
      <div className="header-space" />
      <div className="wall-legend">
        <CurveLegend />
      </div>
      <div className="header-part">
        <RangeControl />
      </div>
      {workspace !== null && <PastChip timeZone={workspace.timeZone} />}
      {workspace !== null && <SimulatedPlate workspace={workspace} />}
      <SourcesSummary />
      <PersonChip />
      <LeverChip />
      <SoundSwitch />
      <RoomClockFace timeZone={workspace?.timeZone ?? null} />
      <SourcesTable timeZone={workspace?.timeZone ?? null} />
    </header>
  );
}
