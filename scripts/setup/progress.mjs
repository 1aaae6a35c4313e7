/** Numbered steps with their times: "[2/5] electron runtime … 6.2 s". Notes of a step stand indented below it. */
export function progress(total, write = (text) => process.stdout.write(text)) {
  let started = 0;
  let number = 0;
  let lineOpen = false;

  function note(text) {
    if (lineOpen) write('\n');
    lineOpen = false;
    write(`      ${text}\n`);
  }

  return {
    note,
    /** Runs one step, whose result 'unchanged' or 'failed' is told; whatever it throws passes through after the line is closed. */
    async step(name, work) {
      number += 1;
      started = performance.now();
      write(`[${number}/${total}] ${name} …`);
      lineOpen = true;
      let ending = ' failed,';
      try {
        const outcome = await work();
        ending = outcome === 'unchanged' || outcome === 'failed' ? ` ${outcome},` : '';
        return outcome;
      } finally {
        const seconds = ((performance.now() - started) / 1_000).toFixed(1);
        write(lineOpen ? `${ending} ${seconds} s\n` : `      ${name}:${ending} ${seconds} s\n`);
        lineOpen = false;
      }
    },
  };
}
