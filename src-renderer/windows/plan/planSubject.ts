import type { Execution, ExecutionWrite, PlanSheet, SheetWrite, SwitchView } from '../../../contract/protection';
import type { LocalText } from '../../../contract/words';

/** What a plan window is about: the sheet that is read before the click, what became of it, or both. */
export interface PlanSubject {
  readonly planId: string;
  /** Null once it was forgotten: what was executed stays. */
  readonly sheet: PlanSheet | null;
  /** Null before the click. */
  readonly execution: Execution | null;
  readonly switches: Readonly<Record<string, SwitchView>>;
}

export type AnyWrite = SheetWrite | ExecutionWrite;

/** What was executed says more than what would be sent, instance by instance. */
export function writesOf({ sheet, execution }: PlanSubject): readonly AnyWrite[] {
  return execution?.writes ?? sheet?.writes ?? [];
}

export function nameOf({ sheet, execution }: PlanSubject): LocalText | null {
  return execution?.name ?? sheet?.name ?? null;
}

export function incidentIdOf({ sheet, execution }: PlanSubject): string | null {
  return execution?.incidentId ?? sheet?.incidentId ?? null;
}

export function stateOf(write: AnyWrite): ExecutionWrite['state'] {
  return 'state' in write ? write.state : 'due';
}

/** One switch of one step: the unit people read, send and look at. */
export interface PlanRow {
  readonly key: string;
  /** From 1. */
  readonly step: number;
  readonly stepId: string;
  readonly isFirstOfStep: boolean;
  readonly switchId: string;
  /** Undefined for a switch that the workspace no longer has. */
  readonly switch: SwitchView | undefined;
  readonly wanted: SheetWrite['wanted'];
  readonly writes: readonly AnyWrite[];
}

/** In the order they would be sent. */
export function planRows(subject: PlanSubject): readonly PlanRow[] {
  const { sheet, execution, switches } = subject;
  const writes = writesOf(subject);
  const stepIds = (execution?.steps ?? sheet?.steps ?? []).map(({ id }) => id);
  return stepIds.flatMap((stepId, i) => {
    const ofStep = writes.filter((write) => write.stepId === stepId);
    const set = sheet?.steps.find(({ id }) => id === stepId)?.set ?? [];
    const switchIds = [...new Set([...set.map((each) => each.switchId), ...ofStep.map((each) => each.switchId)])];
    return switchIds.map((switchId, k): PlanRow => {
      const mine = ofStep.filter((write) => write.switchId === switchId);
      return {
        key: `${stepId} ${switchId}`,
        step: i + 1,
        stepId,
        isFirstOfStep: k === 0,
        switchId,
        switch: switches[switchId],
        wanted: set.find((each) => each.switchId === switchId)?.to ?? mine[0]?.wanted ?? null,
        writes: mine,
      };
    });
  });
}

/** With so few switches there is room to show the requests at once, and what it all means. */
const shortRowsMax = 2;

export function isShort(subject: PlanSubject): boolean {
  return planRows(subject).length <= shortRowsMax;
}
