import type { ReactNode } from 'react';
import type { WorkspaceView } from '../../../contract/state';
import { otherLanguage, textOf } from '../../i18n/text';
import { useLanguage, useText } from '../../i18n/useText';
import { BrandMark } from '../../ui/glyphs/BrandMark';
import { PastChip } from '../../ui/header/PastChip';
import { RoomClockFace } from '../../ui/header/RoomClockFace';
import { SimulatedPlate } from '../../ui/header/SimulatedPlate';
import { SourcesSummary } from '../../ui/header/SourcesSummary';
import { SourcesTable } from '../../ui/header/SourcesTable';
import { LeverChip } from '../../ui/lever/LeverChip';
import { PersonChip } from '../../ui/people/PersonChip';
import { RangeControl } from '../../ui/range/RangeControl';

/** The same parts at the same places as in the other windows; a small window, so that the peak is left to the large ones. */
export function LinkHeader({ workspace }: { workspace: WorkspaceView | null }): ReactNode {
  const text = useText();
  const language = useLanguage();
  return (
    <header className="header">
      <div className="header-part brand">
        <BrandMark />
        <div>
          <h1 className="header-first">
            {text('link.title')} <span className="faint english-second">{textOf(otherLanguage(language))('link.title')}</span>
          </h1>
          {workspace !== null && <p className="header-second">{workspace.name[language]}</p>}
        </div>
      </div>
      <div className="header-space" />
      {workspace !== null && <PastChip timeZone={workspace.timeZone} />}
      <RangeControl />
      {workspace !== null && <SimulatedPlate workspace={workspace} />}
      <SourcesSummary />
      <PersonChip />
      <LeverChip />
      <RoomClockFace timeZone={workspace?.timeZone ?? null} />
      <SourcesTable timeZone={workspace?.timeZone ?? null} />
    </header>
  );
}
