import type { Execution, PlanSheet } from '../../../contract/protection';
import type { TextKey } from '../../i18n/resources';
import { releaseExecution, renewExecution, renewMinutes, revertExecution, settleExecution } from '../../protection/planActs';
import { ask } from '../../ui/ask';
import { togglePopover } from '../../ui/header/popovers';
import { canRevert, footState } from './footState';
import type { PlanSubject } from './planSubject';

export const secondPopoverId = 'second-popover';
export const glassPopoverId = 'glass-popover';
export const reasonFieldId = 'plan-reason';

export interface ActContext {
  readonly subject: PlanSubject;
  readonly windowId: string;
  /** Whether the first of two presses for taking back was made. */
  readonly isReverting: boolean;
  readonly setReverting: (is: boolean) => void;
}

/** One thing a person can do now; buttons, keys and the list of keys are made from these. */
export interface FootAct {
  readonly id: string;
  /** As `KeyboardEvent.key`, letters in lower case. */
  readonly key: string;
  readonly name: TextKey;
  readonly holes?: Readonly<Record<string, string | number>>;
  readonly run: () => void;
}

export function footActs(context: ActContext): readonly FootAct[] {
  const state = footState(context.subject, context.windowId);
  switch (state.kind) {
    case 'unknown':
    case 'sent':
      return [];
    case 'reading':
      return [putAway(state.sheet)];
    case 'failed':
    case 'stale':
      return [readAgain(state.sheet), putAway(state.sheet)];
    case 'needsReason':
      return [
        { id: 'reason', key: 'e', name: 'plan.act.reason', run: () => document.getElementById(reasonFieldId)?.focus() },
        readAgain(state.sheet),
        putAway(state.sheet),
      ];
    case 'needsSecond':
      return [
        { id: 'second', key: 'a', name: 'plan.act.second', run: () => togglePopover(secondPopoverId) },
        { id: 'glass', key: 'g', name: 'plan.act.glass', run: () => togglePopover(glassPopoverId) },
        readAgain(state.sheet),
        putAway(state.sheet),
      ];
    case 'ready': {
      const { planId, digest } = state.sheet;
      return [
        { id: 'arm', key: 'Enter', name: 'plan.act.arm', run: () => void ask('plan.arm', { planId, digest }) },
        { id: 'reason', key: 'e', name: 'plan.act.reason', run: () => document.getElementById(reasonFieldId)?.focus() },
        readAgain(state.sheet),
        putAway(state.sheet),
      ];
    }
    case 'armed':
    case 'armedElsewhere':
    case 'held':
      return [
        {
          id: 'disarm',
          key: 'Escape',
          name: 'plan.act.disarm',
          run: () => void ask('plan.disarm', { planId: state.sheet.planId }),
        },
      ];
    case 'undo':
      return [{ id: 'undo', key: 'z', name: 'plan.act.undo', run: () => void ask('plan.undo', { planId: state.sheet.planId }) }];
    case 'execution':
      return executionActs(state.execution, context);
  }
}

function readAgain({ planId }: PlanSheet): FootAct {
  return { id: 'readAgain', key: 'r', name: 'plan.act.readAgain', run: () => void ask('plan.readAgain', { planId }) };
}

/** A sheet that was put away has nothing more to show. */
function putAway({ planId }: PlanSheet): FootAct {
  const run = async (): Promise<void> => {
    if ((await ask('plan.putAway', { planId })).ok) window.close();
  };
  return { id: 'putAway', key: 'Escape', name: 'plan.act.putAway', run: () => void run() };
}

function executionActs(execution: Execution, { isReverting, setReverting }: ActContext): readonly FootAct[] {
  const { id, phase, lease } = execution;
  const revert: FootAct = isReverting
    ? {
        id: 'revert',
        key: 'x',
        name: 'plan.act.revertSure',
        run: () => {
          setReverting(false);
          revertExecution(id);
        },
      }
    : { id: 'revert', key: 'x', name: 'plan.act.revert', run: () => setReverting(true) };
  const keep: FootAct = { id: 'keep', key: 'Escape', name: 'plan.act.keep', run: () => setReverting(false) };
  if (phase === 'unclear' || phase === 'stopped' || phase === 'stuck')
    return [
      ...(phase === 'stuck' ? [] : [settle(id, 'continue', 'c')]),
      ...(isReverting ? [{ ...revert, run: () => (setReverting(false), settleExecution(id, 'revert')) }, keep] : [revert]),
      settle(id, 'leave', 'k'),
    ];
  const mayLease = lease !== null && (phase === 'inForce' || phase === 'verifying' || phase === 'releasing');
  return [
    ...(canRevert(execution) ? [revert] : []),
    ...(isReverting ? [keep] : []),
    ...(mayLease
      ? [{ id: 'renew', key: 'n', name: 'lease.renew', holes: { minutes: renewMinutes }, run: () => renewExecution(id) } as const]
      : []),
    ...(mayLease ? releaseActs(id, lease.release, lease.share) : []),
  ];
}

function settle(executionId: string, as: 'continue' | 'leave', key: string): FootAct {
  return { id: as, key, name: `settle.${as}`, run: () => settleExecution(executionId, as) };
}

/** The shares that are not released yet, each with a digit. */
export function releaseActs(executionId: string, release: readonly number[], share: number): readonly FootAct[] {
  return release.flatMap((step, i) =>
    step > 1 - share + 1e-9
      ? [
          {
            id: `release ${step}`,
            key: String(i + 1),
            name: 'lease.release' as const,
            holes: { share: Math.round(step * 100) },
            run: () => releaseExecution(executionId, step),
          },
        ]
      : [],
  );
}
