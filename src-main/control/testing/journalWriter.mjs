// A process that appends for ever and says each entry once it is in the file; the test kills it with SIGKILL.
import { register } from 'tsx/esm/api';
register();
const { openJournal } = await import('../journals/journal.ts');
const { z } = await import('zod');
const { journal } = openJournal(process.argv[2], {
  name: 'test.ticks',
  version: 1,
  entry: z.object({ tick: z.number(), text: z.string() }),
  migrate: (entry) => entry,
  bytesMax: 200_000_000,
  keep: (entries) => entries,
});
for (let tick = 0; ; tick += 1) {
  journal.append({ tick, text: '午高峰 '.repeat(1 + (tick % 40)) });
  if (tick % 50 === 0) process.stdout.write(`${tick}\n`);
  if (tick % 5_000 === 0) await new Promise((resolve) => setImmediate(resolve));
}
