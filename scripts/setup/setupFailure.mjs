/** Its message is one sentence for a person: what is missing and what to do. Entry scripts print it and nothing else. */
export class SetupFailure extends Error {}

/** Runs an entry script's main: a SetupFailure becomes its sentence and exit code 1, anything else is a defect and keeps its stack. */
export async function runScript(main, expected = [SetupFailure]) {
  try {
    process.exitCode = await main();
  } catch (error) {
    if (!expected.some((kind) => error instanceof kind)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
