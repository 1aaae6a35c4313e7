import { app } from 'electron';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';

/**
 * Starts the built console once Playwright is attached. Playwright's own loader holds back `ready` until then, but it is left
 * out when an executable is named, as we must; without it about one launch in ten hangs, because the window navigates
 * while Playwright attaches to it.
 */
const root = resolve(import.meta.dirname, '../..');
const require = createRequire(import.meta.url);
require(join(dirname(require.resolve('playwright-core/package.json')), 'lib/server/electron/loader.js'));
// The loader sets Chromium's switches for tests, among them a key store that is none; whoever asks for a real one gets it.
const keyStore = process.argv.find((word) => word.startsWith('--password-store='));
if (keyStore !== undefined) app.commandLine.appendSwitch('password-store', keyStore.slice(keyStore.indexOf('=') + 1));

app.setAppPath(root);
app.setVersion(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version);
await import(join(root, 'out/main/main.js'));
