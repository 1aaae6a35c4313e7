import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { z } from 'zod';
import type { CaseAnswer } from './caseProcess';

/** Both ends are ours. */
const answered = z.tuple([z.custom<CaseAnswer>((value) => typeof value === 'object')]).rest(z.unknown());

/** Plays the seeds in `jobs` processes, each taking the next one; answers come back in the order of the seeds. */
export async function runSeeds(
  seeds: readonly number[],
  jobs: number,
  onAnswer: (answer: CaseAnswer) => void,
): Promise<CaseAnswer[]> {
  const waiting = [...seeds];
  const answers: CaseAnswer[] = [];
  const work = async (): Promise<void> => {
    const child = fork(join(import.meta.dirname, 'caseProcess.ts'));
    try {
      for (let seed = waiting.shift(); seed !== undefined; seed = waiting.shift()) {
        child.send(seed);
        const answer = await answerOf(child, seed);
        answers.push(answer);
        onAnswer(answer);
      }
    } finally {
      child.disconnect();
    }
  };
  await Promise.all(Array.from({ length: Math.min(jobs, seeds.length) }, work));
  return answers.sort((a, b) => a.outcome.drawn.seed - b.outcome.drawn.seed);
}

async function answerOf(child: ReturnType<typeof fork>, seed: number): Promise<CaseAnswer> {
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the process of seed ${seed} ended with ${String(code)}`);
  });
  const [answer] = answered.parse(await Promise.race([once(child, 'message'), ended]));
  return answer;
}
