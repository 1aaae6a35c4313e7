/** What `electron FOLDER` runs: takes the folder's package.json and starts its main, as the official default app does. */
import { app } from 'electron';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const given = process.argv.slice(1).find((argument) => !argument.startsWith('-'));
if (given === undefined) {
  process.stderr.write('usage: electron FOLDER [options]\n');
  app.exit(1);
} else {
  const folder = resolve(given);
  const description = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  process.defaultApp = true;
  app.name = description.productName ?? description.name;
  app.setVersion(description.version ?? '0.0.0');
  app.setDesktopName(description.desktopName ?? `${app.name}.desktop`);
  app.setAppPath(folder);
  await import(pathToFileURL(resolve(folder, description.main ?? 'index.js')).href);
}
