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

/** The same parts at the same places as in the other windows; which layout is shown stands beside the workspace. */
export function CoreLinkHeader({
  workspace,
  layoutVersion,
}: {
  workspace: WorkspaceView | null;
  layoutVersion: number | null;
}): ReactNode {
  const text = useText();
  const language = useLanguage();
  const parts = [
    ...(workspace === null ? [] : [workspace.name[language]]),
    ...(layoutVersion === null ? [] : [text('coreLink.layoutVersion', { version: layoutVersion })]),
  ];
  return (
    <header className="header">
      <div className="header-part brand">
        <BrandMark />
        <div>
          <h1 className="header-first">
            {text('coreLink.title')}{' '}
            <span className="faint english-second">{textOf(otherLanguage(language))('coreLink.title')}</span>
          </h1>
          <p className="header-second">{parts.join(' · ')}</p>
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
