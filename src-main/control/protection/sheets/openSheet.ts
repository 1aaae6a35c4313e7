import { protectionReasonCharactersMin, type PlanSheet, type SheetPhase } from '../../../../contract/protection';
import type { PlanSettings, SwitchValue } from '../../../../contract/protectionSettings';
import type { Workspace } from '../../../../contract/workspace';
import type { KeptSwitch } from '../book/records';
import type { Actor, ProtectionClock } from '../parts';
import { createDeadlines, type Deadlines } from './deadlines';
import type { ReadPlan } from './readPlan';

/** A sheet as main holds it; windows see `viewSheet`. */
export interface OpenSheet {
  readonly planId: string;
  readonly planKey: string;
  readonly plan: PlanSettings;
  readonly switches: Readonly<Record<string, KeptSwitch>>;
  readonly parameters: Readonly<Record<string, SwitchValue>>;
  readonly incidentId: string | null;
  readonly preparedBy: string;
  readonly deadlines: Deadlines<'fresh' | 'approval' | 'armed' | 'hold' | 'undo'>;
  phase: SheetPhase;
  why: string | null;
  reason: string;
  read: ReadPlan | null;
  readAt: number | null;
  approval: { readonly personId: string; readonly by: string; readonly at: number } | null;
  breakGlass: { readonly by: string; readonly reason: string } | null;
  armed: Person | null;
  /** Who holds or has held, and under which command it will be executed. */
  pressed: { readonly by: Person; readonly commandId: string } | null;
  executionId: string | null;
}
export type Person = Extract<Actor, { kind: 'person' }>;

export function openSheet(
  of: Pick<OpenSheet, 'planId' | 'planKey' | 'plan' | 'parameters' | 'incidentId' | 'preparedBy'>,
  workspace: Workspace,
  clock: ProtectionClock,
): OpenSheet {
  return {
    ...of,
    switches: keptSwitches(of.plan, workspace),
    deadlines: createDeadlines(clock),
    phase: 'reading',
    why: null,
    reason: '',
    read: null,
    readAt: null,
    approval: null,
    breakGlass: null,
    armed: null,
    pressed: null,
    executionId: null,
  };
}

export function viewSheet(sheet: OpenSheet): PlanSheet {
  const { plan, read, deadlines, approval, armed } = sheet;
  const approvalLeft = deadlines.left('approval');
  const armedLeft = deadlines.left('armed');
  return {
    planId: sheet.planId,
    planKey: sheet.planKey,
    version: plan.version,
    name: plan.name,
    incidentId: sheet.incidentId,
    reason: sheet.reason,
    parameters: sheet.parameters,
    phase: sheet.phase,
    why: sheet.why,
    digest: read?.digest ?? '',
    readAt: sheet.readAt,
    fresh: deadlines.left('fresh'),
    preparedBy: sheet.preparedBy,
    steps: read?.steps ?? [],
    writes: read?.writes ?? [],
    blast: read?.blast ?? null,
    relieves: relievesOf(sheet),
    conflicts: read?.conflicts ?? [],
    leaseMs: plan.lease,
    release: plan.release,
    verify:
      plan.verify === undefined
        ? null
        : {
            metricId: plan.verify.metric,
            slice: plan.verify.slice,
            better: plan.verify.better,
            by: plan.verify.by,
            withinMs: plan.verify.within,
          },
    unlessHarm: read?.unlessHarm ?? [],
    needs: read?.needs ?? { reason: false, second: false },
    approval: approval === null || approvalLeft === null ? null : { by: approval.by, at: approval.at, left: approvalLeft },
    breakGlass: sheet.breakGlass,
    armed: armed === null || armedLeft === null ? null : { by: armed.name, windowId: armed.windowId, left: armedLeft },
    hold: deadlines.left('hold'),
    undo: deadlines.left('undo'),
    executionId: sheet.executionId,
  };
}

/** Why it must not be armed or executed by this person yet; null when it may. */
export function missing(sheet: OpenSheet, by: Person, running: string | null): string | null {
  const { read, approval, breakGlass, reason } = sheet;
  if (read === null) return 'It has not been read yet.';
  if (running !== null) return `${running} is being executed, taken back or unclear on the same switch; settle that first.`;
  if (read.needs.reason && breakGlass === null && reason.length < protectionReasonCharactersMin)
    return 'It touches so many orders that it needs a written reason; write one first.';
  if (!read.needs.second || breakGlass !== null) return null;
  if (approval === null)
    return 'It needs the approval of a second person, or a written reason to break the glass; an approval that is too old counts no more.';
  return approval.personId === by.personId ? 'Who approved it cannot run it; somebody else has to approve.' : null;
}

function relievesOf({ plan, switches }: OpenSheet): readonly string[] {
  return [...new Set([...Object.values(switches).map(({ on }) => on), ...plan.relieves])];
}

/** Without what only its own file has to know. */
function keptSwitches(plan: PlanSettings, workspace: Workspace): Record<string, KeptSwitch> {
  const ids = new Set(plan.steps.flatMap(({ set }) => set.map((each) => each.switch)));
  return Object.fromEntries(
    [...ids].flatMap((id) => {
      const settings = workspace.switches[id];
      const target = settings === undefined ? undefined : workspace.targets[settings.target];
      if (settings === undefined || target === undefined) return [];
      const { name, on, set, range } = settings;
      return [[id, { name, on, targetId: settings.target, target, set, range }]];
    }),
  );
}
