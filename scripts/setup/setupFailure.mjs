/** Its message is one sentence for a person: what is missing and what to do. Entry scripts print it and nothing else. */
export class SetupFailure extends Error {}

/** Runs an entry script's main: a SetupFailure becomes its sentence and exit code 1, anything else is a defect and keeps its stack. */
export async function runScript(main, expected = [SetupFailure]) {
  // Tools that guess may colour a log file; what they are told here reaches all of them.
  if (!process.stdout.isTTY && !process.env.FORCE_COLOR) process.env.NO_COLOR = '1';
  try {
    process.exitCode = await main();
  } catch (error) {
    if (!expected.some((kind) => error instanceof kind)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
