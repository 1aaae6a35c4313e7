import { spawn } from 'node:child_process';

/**
 * What a person would type without us: set with socat, read back with socat, complain where it is not so. No audit, no way back. Without
 * `-t` socat leaves half a second after its question, and on a busy machine without the answer.
 */
const oneInstance = `
set_and_read() {
  echo "set server app/s1 weight $2" | socat -t 5 - "UNIX-CONNECT:$1"
  echo "get weight app/s1" | socat -t 5 - "UNIX-CONNECT:$1" | grep -q "^$2 " || { echo "$1 has not $2" >&2; return 1; }
}
`;
const scripts = {
  /** The loop from the runbook. */
  oneByOne: `${oneInstance} weight=$1; shift; for socket in "$@"; do set_and_read "$socket" "$weight" || exit 1; done`,
  /** By somebody who knows that shells can do it all at once. */
  allAtOnce: `${oneInstance} weight=$1; shift; jobs=(); for socket in "$@"; do set_and_read "$socket" "$weight" & jobs+=($!); done
for job in "\${jobs[@]}"; do wait "$job" || exit 1; done`,
};

/** ms from starting bash until it ends. @throws when an instance does not have the weight afterwards */
export async function shellLoop(way: keyof typeof scripts, sockets: readonly string[], weight: number): Promise<number> {
  const from = performance.now();
  const child = spawn('bash', ['-c', scripts[way], 'bash', String(weight), ...sockets], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (words: string) => (said += words));
  const code = await new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve));
  if (code !== 0) throw new Error(`the shell loop failed: ${said.trim()}`);
  return performance.now() - from;
}
