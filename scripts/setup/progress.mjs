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
    /** Runs one step; whatever it throws passes through after the line is closed. */
    async step(name, work) {
      number += 1;
      started = performance.now();
      write(`[${number}/${total}] ${name} …`);
      lineOpen = true;
      let ended = ' failed after';
      try {
        const result = await work({ note });
        ended = result === 'unchanged' ? ' unchanged,' : '';
        return result;
      } finally {
        const seconds = ((performance.now() - started) / 1_000).toFixed(1);
        write(lineOpen ? `${ended} ${seconds} s\n` : `      ${name}:${ended} ${seconds} s\n`);
        lineOpen = false;
      }
    },
  };
}
