import { isOver } from '../book/book';
import type { KeptExecution, OpenSend } from '../book/keptExecution';
import type { ReadBack } from '../book/records';
import type { Actor } from '../parts';
import { enterPhase, laneOf, type ExecutionContext } from './context';
import { eachOf } from './patience';
import { readInstance } from './sendRound';

const console: Actor = { kind: 'console' };

/**
 * After a fall: what was under way is unclear until a person says how it goes on, and what was sent without a read is read now. Sends
 * nothing.
 */
export async function recover(context: ExecutionContext): Promise<void> {
  for (const kept of context.book().executions.values()) {
    const { id, phase } = kept.view;
    if (isOver(phase)) continue;
    const { open } = kept;
    const under = phase === 'running' || phase === 'reverting' || (open !== null && open.direction !== 'reapply');
    if (under && phase !== 'unclear')
      enterPhase(
        context,
        id,
        'unclear',
        { cause: 'fall', why: `The console fell while it was ${phase}; nothing was sent since.` },
        console,
      );
    if (open !== null) await readOpen(context, kept, open);
  }
  context.sending.reached('run.recovered');
}

async function readOpen(context: ExecutionContext, kept: KeptExecution, { sendId, writes }: OpenSend): Promise<void> {
  const lanes = [...new Set(writes.map((write) => laneOf(kept, write)))];
  const read = await context.lanes.hold(lanes, () =>
    eachOf(writes, async ({ stepId, switchId, instance, request, wanted }): Promise<ReadBack> => {
      const place = { stepId, switchId, instance };
      if (request === '') return { ...place, value: wanted, failure: null };
      const result = await readInstance(context.sending.clock, context.bind(kept, switchId), instance);
      return result.ok ? { ...place, value: result.value.value, failure: null } : { ...place, failure: result.says };
    }),
  );
  context.sending.journal.tell({ kind: 'readBack', executionId: kept.view.id, sendId, afterFall: true, read }, console);
}
