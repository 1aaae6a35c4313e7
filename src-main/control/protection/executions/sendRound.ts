import { ExecutorFailure, type BoundSwitch, type PlannedWrite, type Reading } from '../../../actions/protection/registry';
import type { SwitchValue } from '../../../../contract/protectionSettings';
import type { Actor, ProtectionClock } from '../parts';
import type { Journal } from '../book/journal';
import type { Answer, Direction, Draft, ReadBack, SendingWrite } from '../book/records';
import { attempt, eachOf, instanceMs, lateRead, pause } from './patience';

/** Where a crash test may end the process. */
export type CrashPoint = `${Direction}.${'sending' | 'write' | 'answers' | 'readBack'}.${'before' | 'after'}` | `run.${string}`;

/** What every part that sends works with. */
export interface Sending {
  readonly journal: Journal;
  readonly clock: ProtectionClock;
  readonly reached: (point: CrashPoint) => void;
}

/** A write that may be sent: where, what would be sent, and what the execution wants there from then on. */
export interface DueWrite {
  readonly stepId: string;
  readonly switchId: string;
  readonly bound: BoundSwitch;
  /** `request` empty: nothing is sent; it is there already, or another plan lies on top. */
  readonly planned: PlannedWrite;
  readonly layer: { readonly value: SwitchValue } | null;
}

export interface Round {
  readonly executionId: string;
  readonly sendId: string;
  readonly direction: Direction;
  readonly share: number | null;
  readonly writes: readonly DueWrite[];
  /** Where nothing can be sent, and why. */
  readonly left: readonly ReadBack[];
  readonly leaseMs: number;
}

/** A target may take a moment to spread what it took; what is not in force by then is told as not in force. */
const readBackMs = 2_000;
const firstLookAgainMs = 20;

/**
 * Sends once, all at once, and reads back until it agrees or the time is over. The record is on the disk before the first byte leaves.
 * @throws when the audit cannot be written and this takes nothing back: nothing was sent then
 */
export async function sendRound(parts: Sending, round: Round, by: Actor): Promise<void> {
  const { journal, reached } = parts;
  const { executionId, sendId, direction, share, writes, left } = round;
  const takesBack = direction === 'back' || direction === 'release';
  const record: Draft = { kind: 'sending', executionId, sendId, direction, share, writes: writes.map(sendingOf) };
  reached(`${direction}.sending.before`);
  if (takesBack) journal.tell(record, by);
  else journal.must(record, by);
  reached(`${direction}.sending.after`);
  const sent = writes.filter(({ planned }) => planned.request !== '');
  const answers: Answer[] = [];
  const read = await eachOf(sent, async (write) => {
    const answer = await send(parts, round, write, by);
    answers.push(answer);
    reached(`${direction}.write.after`);
    if (answers.length === sent.length) {
      reached(`${direction}.answers.before`);
      journal.tell({ kind: 'answered', executionId, sendId, answers }, by);
      reached(`${direction}.answers.after`);
    }
    return readBack(parts.clock, write, answer);
  });
  const already = writes.filter(({ planned }) => planned.request === '').map(alreadyThere);
  reached(`${direction}.readBack.before`);
  journal.tell({ kind: 'readBack', executionId, sendId, afterFall: false, read: [...read, ...already, ...left] }, by);
  reached(`${direction}.readBack.after`);
}

/** Exactly what would be sent, or why it cannot be. */
export function planWrite(bound: BoundSwitch, instance: string, present: Reading, wanted: SwitchValue): PlannedWrite | string {
  try {
    return bound.plan(instance, present, wanted);
  } catch (error) {
    if (error instanceof ExecutorFailure) return error.message;
    throw error;
  }
}

/** Never rejects. */
export function readInstance(clock: ProtectionClock, bound: BoundSwitch, instance: string) {
  return attempt(clock, lateRead(instance), (signal) => bound.read(instance, signal));
}

async function send({ clock }: Sending, round: Round, write: DueWrite, by: Actor): Promise<Answer> {
  const { bound, planned, stepId, switchId } = write;
  const { instance } = planned;
  const terms = {
    idempotencyKey: `${round.sendId}/${switchId}/${instance}`,
    leaseMs: planned.expires ? round.leaseMs : null,
    by: by.kind === 'person' ? by.name : 'Highnoon',
  };
  const says = `${instance} did not answer within ${instanceMs / 1_000} s to what was sent.`;
  const result = await attempt(clock, { code: 'unknown', says }, (signal) => bound.write(planned, terms, signal));
  if (result.ok) return { stepId, switchId, instance, outcome: 'answered', says: result.value };
  return { stepId, switchId, instance, outcome: result.code === 'bad-setting' ? 'refused' : result.code, says: result.says };
}

async function readBack(
  clock: ProtectionClock,
  { bound, planned, stepId, switchId }: DueWrite,
  answer: Answer,
): Promise<ReadBack> {
  const { instance, wanted } = planned;
  const { outcome, says } = answer;
  if (outcome === 'unreachable') return { stepId, switchId, instance, failure: says };
  const until = clock.monotonicMs() + readBackMs;
  for (let waitMs = firstLookAgainMs; ; waitMs *= 2) {
    const read = await readInstance(clock, bound, instance);
    const agrees = read.ok && read.value.value === wanted;
    // What was refused is not going to spread, and what hangs has had its time.
    if (agrees || outcome !== 'answered' || clock.monotonicMs() + waitMs > until)
      return read.ok
        ? {
            stepId,
            switchId,
            instance,
            value: read.value.value,
            failure: agrees ? null : otherwise(answer, wanted, read.value.value),
          }
        : { stepId, switchId, instance, failure: read.says };
    await pause(clock, waitMs);
  }
}

function otherwise({ outcome, says, instance }: Answer, wanted: SwitchValue, value: SwitchValue): string {
  if (outcome !== 'answered') return says;
  return `${instance} took it without a word of failure, but ${JSON.stringify(value)} is in force there, not ${JSON.stringify(wanted)}.`;
}

function alreadyThere({ stepId, switchId, planned: { instance, present } }: DueWrite): ReadBack {
  return { stepId, switchId, instance, value: present, failure: null };
}

function sendingOf({ stepId, switchId, planned, layer }: DueWrite): SendingWrite {
  const { instance, request, present, wanted, expires } = planned;
  return { stepId, switchId, instance, request, present, wanted, layer, expires };
}
