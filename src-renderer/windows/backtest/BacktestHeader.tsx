import type { ReactNode } from 'react';
import type { WorkspaceView } from '../../../contract/state';
import { otherLanguage, textOf } from '../../i18n/text';
import { useLanguage, useText } from '../../i18n/useText';
import { SoundSwitch } from '../../sound/SoundSwitch';
import { BrandMark } from '../../ui/glyphs/BrandMark';
import { RoomClockFace } from '../../ui/header/RoomClockFace';
import { SimulatedPlate } from '../../ui/header/SimulatedPlate';
import { LeverChip } from '../../ui/lever/LeverChip';
import { PersonChip } from '../../ui/people/PersonChip';

export function BacktestHeader({ workspace }: { workspace: WorkspaceView | null }): ReactNode {
  const text = useText();
  const language = useLanguage();
  return (
    <header className="header">
      <div className="header-part brand">
        <BrandMark />
        <div>
          <h1 className="header-first">
            {text('backtest.title')}{' '}
            <span className="faint english-second">{textOf(otherLanguage(language))('backtest.title')}</span>
          </h1>
          <p className="header-second">{text('backtest.question')}</p>
        </div>
      </div>
      <div className="header-space" />
      {workspace !== null && <SimulatedPlate workspace={workspace} />}
      <PersonChip />
      <LeverChip />
      <SoundSwitch />
      <RoomClockFace timeZone={workspace?.timeZone ?? null} />
    </header>
  );
}
