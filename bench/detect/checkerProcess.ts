/** Judges so many series every ten seconds, as the engine's process would, until its parent goes. Argument: how many. */
import { learnedDetectors, roundOfSamples, stepMs } from './load';

const series = Number(process.argv[2]);
const detectors = learnedDetectors(series);
let round = 0;
const judge = (): void => {
  const { at, values } = roundOfSamples(round, series);
  round += 1;
  for (let i = 0; i < series; i += 1) detectors[i]?.step(at, values[i] ?? 0);
};
judge();
setInterval(judge, stepMs);
process.on('disconnect', () => process.exit(0));
process.send?.('checking');
