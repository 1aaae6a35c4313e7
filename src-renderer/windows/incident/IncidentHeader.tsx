import type { ReactNode } from 'react';
import type { Incident } from '../../../contract/incidents';
import type { WorkspaceView } from '../../../contract/state';
import { useLanguage, useText } from '../../i18n/useText';
import { SoundSwitch } from '../../sound/SoundSwitch';
import { BrandMark } from '../../ui/glyphs/BrandMark';
import { InForceChip } from '../../ui/header/InForceChip';
import { PastChip } from '../../ui/header/PastChip';
import { PeakClock } from '../../ui/header/PeakClock';
import { RoomClockFace } from '../../ui/header/RoomClockFace';
import { SimulatedPlate } from '../../ui/header/SimulatedPlate';
import { SourcesSummary } from '../../ui/header/SourcesSummary';
import { SourcesTable } from '../../ui/header/SourcesTable';
import { LeverChip } from '../../ui/lever/LeverChip';
import { PersonChip } from '../../ui/people/PersonChip';

/** The same parts at the same places as in the other windows; which incident this is stands beside the brand. */
export function IncidentHeader({
  workspace,
  incident,
}: {
  workspace: WorkspaceView | null;
  incident: Incident | null;
}): ReactNode {
  const text = useText();
  const language = useLanguage();
  return (
    <header className="header">
      <div className="header-part brand">
        <BrandMark />
        <div>
          <h1 className="header-first">
            {incident === null ? text('incidents.today') : text('incident.title', { id: incident.id })}
          </h1>
          <p className="header-second num">
            {incident === null
              ? workspace?.name[language]
              : text('incident.headerNote', { count: incident.alarmCount, active: incident.activeCount })}
          </p>
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
      <SoundSwitch />
      <RoomClockFace timeZone={workspace?.timeZone ?? null} />
      <SourcesTable timeZone={workspace?.timeZone ?? null} />
    </header>
  );
}
