import { bindSwitch, type ExecutorWorld } from '../actions/protection/registry';
import { openAuditDesk, type AuditDesk } from '../control/audit/auditDesk';
import type { EngineReports } from '../control/engineReports';
import type { IncidentDesk } from '../control/incidents/incidentDesk';
import type { People } from '../control/people/people';
import type { ProtectionClock, ProtectionDesk } from '../control/protection/parts';
import { createProtectionDesk } from '../control/protection/protectionDesk';
import { leverMembers } from '../control/protection/leverMembers';
import { createSafetyLever, type SafetyLeverDesk } from '../control/protection/safetyLever';
import { tellRoom } from '../control/protection/tellRoom';
import { createTraffic } from '../control/protection/watching/traffic';
import { createWatching } from '../control/protection/watching/watching';
import type { Secrets } from '../control/secrets';
import type { Store } from '../control/store';
import type { OpenedWorkspace } from '../control/workspaceFile/workspaceSession';
import type { EngineProcess } from './engineProcess';
import type { Log } from './logFile';
import type { Settings } from './settings';
import type { WorkspaceInForce } from './workspaceInForce';

export interface ProtectionRoomParts {
  readonly auditPath: string;
  readonly store: Store;
  readonly reports: EngineReports;
  readonly incidents: () => Pick<IncidentDesk, 'noteProtection'>;
  readonly engine: Pick<EngineProcess, 'ask'>;
  readonly people: Pick<People, 'vouch'>;
  readonly secrets: () => Pick<Secrets, 'ofTargetSlot'>;
  readonly cityUrl: WorkspaceInForce['cityUrl'];
  readonly settings: Pick<Settings, 'lever' | 'saveLever'>;
  readonly log: Log;
}

/** The audit, the safety lever and service protection, put together. */
export interface ProtectionRoom {
  readonly desk: ProtectionDesk;
  readonly lever: SafetyLeverDesk;
  readonly audit: AuditDesk;
  /** After the secrets have turned to this workspace. */
  begin(opened: OpenedWorkspace): void;
  readonly close: () => Promise<void>;
}

export function createProtectionRoom(parts: ProtectionRoomParts): ProtectionRoom {
  const { store, reports, engine, log } = parts;
  let opened: OpenedWorkspace | null = null;
  const clock = protectionClock(reports);
  const audit = openAuditDesk({ path: parts.auditPath, store, wallMs: Date.now, log });
  const lever = createSafetyLever({
    store,
    roomNow: () => clock.roomNow(),
    kept: parts.settings.lever(),
    keep: parts.settings.saveLever,
    record: (entry) => void audit.log.append({ ...entry, wall: clock.wallMs(), at: clock.roomNow() }),
    log,
  });
  leverMembers.forEach(lever.register);
  const traffic = createTraffic({
    askCurves: (panels) => engine.ask('readCurves', { panels }),
    askTables: (tables) => engine.ask('readTables', { tables }),
    workspace: () => opened?.workspace ?? null,
    roomNow: () => clock.roomNow(),
  });
  const world: ExecutorWorld = { cityUrl: parts.cityUrl, secret: (slotId) => parts.secrets().ofTargetSlot(slotId) };
  const desk = createProtectionDesk({
    store,
    audit,
    bindSwitch,
    world,
    clock,
    traffic,
    vouch: parts.people.vouch,
    watching: (executions) => {
      const endTelling = tellRoom({
        executions,
        keepEvents: reports.keepEvents,
        incidents: { noteProtection: (...note) => parts.incidents().noteProtection(...note) },
        placeOf: (switchId) => opened?.workspace.switches[switchId]?.on ?? null,
        backendId: () => opened?.workspace.source ?? '',
      });
      const watching = createWatching({
        ...{ executions, traffic, store, clock, log },
        bind: (target, settings) => bindSwitch(target, settings, world),
      });
      return {
        ...watching,
        close: () => {
          endTelling();
          return watching.close();
        },
      };
    },
    log,
  });
  return {
    desk,
    lever,
    audit,
    begin: (next) => {
      opened = next;
      desk.begin(next);
    },
    close: async () => {
      await desk.close();
      audit.close();
    },
  };
}

function protectionClock(reports: EngineReports): ProtectionClock {
  return {
    monotonicMs: () => performance.now(),
    wallMs: Date.now,
    roomNow: () => {
      const clock = reports.clockNow();
      return clock === undefined ? null : Math.round(clock.roomAt);
    },
    roomRate: () => reports.clockNow()?.rate ?? 1,
    after: (ms, act) => {
      const timer = setTimeout(act, ms);
      return () => clearTimeout(timer);
    },
  };
}
