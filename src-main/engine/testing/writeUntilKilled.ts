import { openHistory } from '../history/openHistory';
import { seriesFor } from './seriesFor';

/** Writes batches of 20,000 samples (value = slot) and says after each commit how far it is, until somebody kills it. */
const batchSlots = 20_000;

async function run(folder: string): Promise<void> {
  const archive = await openHistory(folder, 'killed', (text) => process.stderr.write(`${text}\n`));
  if (archive === null) throw new Error('no history');
  for (let slot = 0; ; slot += batchSlots) {
    const values = Float64Array.from({ length: batchSlots }, (_, i) => slot + i);
    archive.append(seriesFor('orders', 1_000), slot, values, Number.MAX_SAFE_INTEGER);
    await archive.flush();
    process.stdout.write(`committed ${slot + batchSlots}\n`);
  }
}

void run(process.argv[2] ?? '');
