import { isOver } from '../book/book';
import type { KeptExecution, OpenSend } from '../book/keptExecution';
import type { ReadBack } from '../book/records';
import type { Actor } from '../parts';
import { enterPhase, laneOf, type ExecutionContext } from './context';
import { attempt, eachOf, lateRead } from './patience';

const console: Actor = { kind: 'console' };

/**
 * After a fall: what was under way is unclear until a person says how it goes on, and what was sent without a read is read now. Sends
 * nothing.
 */
export async function recover(context: ExecutionContext): Promise<void> {
  const found = [...context.book().executions.values()].filter(({ view }) => !isOver(view.phase));
  for (const { view, open } of found) {
    const { id, phase } = view;
    const under = phase === 'running' || phase === 'reverting' || (open !== null && open.direction !== 'reapply');
    const why = `The console fell while it was ${phase}; nothing was sent since.`;
    if (under && phase !== 'unclear') enterPhase(context, id, 'unclear', { cause: 'fall', why }, console);
  }
  for (const kept of found) if (kept.open !== null) await readOpen(context, kept, kept.open);
  context.sending.reached('run.recovered');
}

async function readOpen(context: ExecutionContext, kept: KeptExecution, { sendId, writes }: OpenSend): Promise<void> {
  const lanes = [...new Set(writes.map((write) => laneOf(kept, write)))];
  const read = await context.lanes.hold(lanes, () =>
    eachOf(writes, async ({ stepId, switchId, instance, request, wanted }): Promise<ReadBack> => {
      const place = { stepId, switchId, instance };
      if (request === '') return { ...place, value: wanted, failure: null };
      // A target that cannot even be bound any more is one that cannot be read.
      const result = await attempt(context.sending.clock, lateRead(instance), async (signal) =>
        context.bind(kept, switchId).read(instance, signal),
      );
      return result.ok ? { ...place, value: result.value.value, failure: null } : { ...place, failure: result.says };
    }),
  );
  context.sending.journal.tell({ kind: 'readBack', executionId: kept.view.id, sendId, afterFall: true, read }, console);
}
