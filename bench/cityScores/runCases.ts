import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { z } from 'zod';
import type { ScoreAnswer, ScoreTask } from './scoreProcess';

/** Both ends are ours. */
const answered = z.tuple([z.custom<ScoreAnswer>((value) => typeof value === 'object')]).rest(z.unknown());

/** Plays the cases in `jobs` processes, each taking the next one. */
export async function runCases(
  tasks: readonly ScoreTask[],
  jobs: number,
  onAnswer: (answer: ScoreAnswer) => void,
): Promise<ScoreAnswer[]> {
  const waiting = [...tasks];
  const answers: ScoreAnswer[] = [];
  const work = async (): Promise<void> => {
    const child = fork(join(import.meta.dirname, 'scoreProcess.ts'));
    const ended = once(child, 'exit').then(([code]) => {
      throw new Error(`a process of cases ended with ${String(code)}`);
    });
    ended.catch(() => undefined);
    try {
      for (let task = waiting.shift(); task !== undefined; task = waiting.shift()) {
        child.send(task);
        const [answer] = answered.parse(await Promise.race([once(child, 'message'), ended]));
        answers.push(answer);
        onAnswer(answer);
      }
    } finally {
      child.disconnect();
    }
  };
  await Promise.all(Array.from({ length: Math.min(jobs, tasks.length) }, work));
  return answers;
}
