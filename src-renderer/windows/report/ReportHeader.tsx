import type { ReactNode } from 'react';
import type { WorkspaceView } from '../../../contract/state';
import { useText } from '../../i18n/useText';
import { SoundSwitch } from '../../sound/SoundSwitch';
import { BrandMark } from '../../ui/glyphs/BrandMark';
import { RoomClockFace } from '../../ui/header/RoomClockFace';
import { SimulatedPlate } from '../../ui/header/SimulatedPlate';
import { LeverChip } from '../../ui/lever/LeverChip';
import { PersonChip } from '../../ui/people/PersonChip';

export function ReportHeader({ workspace, incidentId }: { workspace: WorkspaceView | null; incidentId: string }): ReactNode {
  const text = useText();
  return (
    <header className="header">
      <div className="header-part brand">
        <BrandMark />
        <div>
          <h1 className="header-first">{text('report.title', { id: incidentId })}</h1>
          <p className="header-second">{text('report.question')}</p>
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
