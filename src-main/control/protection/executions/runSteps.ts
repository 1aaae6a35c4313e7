import { shareUnit } from '../../../../contract/protection';
import type { PlanStep } from '../../../../contract/protectionSettings';
import { layersOf } from '../book/book';
import type { Reading } from '../../../actions/protection/registry';
import type { Actor } from '../parts';
import { enterPhase, keptOf, type ExecutionContext } from './context';
import { setStep } from './setStep';
import { takeBack } from './takeBack';
import type { Turn } from './turns';

export interface StepsToRun {
  readonly executionId: string;
  readonly direction: 'forward' | 'continue';
  /** What was read right before, by place: for the first step. */
  readonly known: ReadonlyMap<string, Reading>;
  /** When the click was done, monotonic ms. */
  readonly clickedMs: number | null;
}

/** Step by step, until all is in force, one fails, or somebody takes it back: whoever does waits for the end of this. */
export async function runSteps(context: ExecutionContext, run: StepsToRun, turn: Turn, by: Actor): Promise<void> {
  const { executionId, clickedMs } = run;
  const { plan } = keptOf(context, executionId);
  let { known } = run;
  for (const step of plan.steps) {
    const state = keptOf(context, executionId).view.steps.find(({ id }) => id === step.id)?.state;
    if (state === 'done' || state === 'skipped') continue;
    if (turn.stopping()) return;
    const failure = await runStep(context, { ...run, known }, step, by);
    known = new Map();
    if (turn.stopping()) return;
    if (failure !== null && !(failure.goesOn && step.onFailure === 'continue'))
      return endFailed(context, executionId, failure.takesBack && step.onFailure === 'back', failure.why, by);
    context.sending.reached('run.betweenSteps');
    if (step.wait > 0 && failure === null && step !== plan.steps.at(-1)) await waitAfter(context, executionId, step, turn, by);
  }
  if (turn.stopping()) return;
  if (layersOf(context.book(), executionId).length === 0)
    return enterPhase(context, executionId, 'reverted', { why: 'No step had anything to set; nothing is in force.' }, by);
  const tookMs = clickedMs === null ? {} : { tookMs: context.sending.clock.monotonicMs() - clickedMs };
  enterPhase(context, executionId, plan.verify === undefined ? 'inForce' : 'verifying', { leaseMs: plan.lease, ...tookMs }, by);
}

interface StepFailure {
  readonly why: string;
  /** A guard or an audit that cannot be written stop the plan whatever the step says. */
  readonly goesOn: boolean;
  readonly takesBack: boolean;
}

async function runStep(context: ExecutionContext, run: StepsToRun, step: PlanStep, by: Actor): Promise<StepFailure | null> {
  const { executionId, direction, known } = run;
  const { journal } = context.sending;
  const tell = (state: 'done' | 'failed' | 'skipped', why: string | null): void =>
    journal.tell({ kind: 'step', executionId, stepId: step.id, state, why }, by);
  const guard = await failedGuard(context, executionId, step, by);
  if (guard !== null && step.unless === 'skip') {
    tell('skipped', guard);
    return null;
  }
  if (guard !== null) {
    tell('failed', guard);
    return { why: guard, goesOn: false, takesBack: false };
  }
  try {
    const why = await setStep(context, { executionId, stepId: step.id, direction, known }, by);
    tell(why === null ? 'done' : 'failed', why);
    return why === null ? null : { why, goesOn: true, takesBack: true };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    tell('failed', why);
    return { why, goesOn: false, takesBack: true };
  }
}

/** Why the step must not be set now; null when all its guards hold. */
async function failedGuard(context: ExecutionContext, executionId: string, step: PlanStep, by: Actor): Promise<string | null> {
  if (step.guards.length === 0) return null;
  const readings = await Promise.all(step.guards.map((guard) => context.traffic.guard(guard)));
  context.sending.journal.tell({ kind: 'guard', executionId, stepId: step.id, readings }, by);
  const failed = readings.find(({ passes }) => !passes);
  if (failed === undefined) return null;
  const { name, value, unit } = failed;
  const said = value === null ? 'it cannot be read' : `it is ${readingWords(value, unit)}`;
  return `The guard "${name.en}" · ${name.zh} does not hold: ${said}.`;
}

function readingWords(value: number, unit: string): string {
  if (unit === shareUnit) return `${Number((value * 100).toPrecision(3))}%`;
  return `${Number(value.toPrecision(4))}${unit}`;
}

async function waitAfter(
  context: ExecutionContext,
  executionId: string,
  { id, wait }: PlanStep,
  turn: Turn,
  by: Actor,
): Promise<void> {
  const { journal, clock, reached } = context.sending;
  journal.tell({ kind: 'step', executionId, stepId: id, state: 'waiting', why: null }, by);
  reached('run.wait');
  await turn.unlessStopped((resume) => clock.after(wait, resume));
  journal.tell({ kind: 'step', executionId, stepId: id, state: 'done', why: null }, by);
}

async function endFailed(context: ExecutionContext, executionId: string, back: boolean, why: string, by: Actor): Promise<void> {
  // Where nothing is in force there is nothing for a person to decide.
  if (back || layersOf(context.book(), executionId).length === 0) return takeBack(context, executionId, 'stepFailed', why, by);
  enterPhase(context, executionId, 'stopped', { why, cause: 'stepFailed' }, by);
}
