import type { ReactNode } from 'react';
import type { WorkspaceView } from '../../../contract/state';
import { otherLanguage, textOf } from '../../i18n/text';
import { useLanguage, useText } from '../../i18n/useText';
import { SoundSwitch } from '../../sound/SoundSwitch';
import { BrandMark } from '../../ui/glyphs/BrandMark';
import { PastChip } from '../../ui/header/PastChip';
import { PeakClock } from '../../ui/header/PeakClock';
import { RoomClockFace } from '../../ui/header/RoomClockFace';
import { SimulatedPlate } from '../../ui/header/SimulatedPlate';
import { SourcesSummary } from '../../ui/header/SourcesSummary';
import { SourcesTable } from '../../ui/header/SourcesTable';
import { LeverChip } from '../../ui/lever/LeverChip';
import { PersonChip } from '../../ui/people/PersonChip';

/** The same parts at the same places as in the other windows; the title says what this one is. */
export function DrillHeader({ workspace }: { workspace: WorkspaceView | null }): ReactNode {
  const text = useText();
  const language = useLanguage();
  return (
    <header className="header">
      <div className="header-part brand">
        <BrandMark />
        <div>
          <h1 className="header-first">
            {text('drill.title')} <span className="faint english-second">{textOf(otherLanguage(language))('drill.title')}</span>
          </h1>
          {workspace !== null && <p className="header-second">{workspace.name[language]}</p>}
        </div>
      </div>
      {workspace !== null && workspace.peaks.length > 0 && <PeakClock workspace={workspace} />}
      <div className="header-space" />
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
