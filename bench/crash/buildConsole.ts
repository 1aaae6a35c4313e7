import { join } from 'node:path';
import { build } from 'vite';

/** The console that is killed as one plain file: started hundreds of times, it must not be compiled each time. Answers its path. */
export async function buildCrashConsole(outDir: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: join(import.meta.dirname, 'crashConsole.ts'),
      outDir,
      emptyOutDir: false,
      rolldownOptions: { output: { entryFileNames: 'crashConsole.mjs' } },
    },
  });
  return join(outDir, 'crashConsole.mjs');
}
