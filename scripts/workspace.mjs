#!/usr/bin/env node
/**
 * `npm run workspace -- init --prometheus URL [--out FILE] [--time-zone ZONE] [--language zh|en] [--force]` proposes a workspace
 * from a real server; `npm run workspace -- check FILE` reads one as the console would and prints what it refuses.
 */
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { installPackages } from './setup/installPackages.mjs';
import { requireNode } from './setup/requireNode.mjs';
import { SetupFailure, runScript } from './setup/setupFailure.mjs';

const usage = `npm run workspace -- init --prometheus URL [--out FILE] [--time-zone ZONE] [--language zh|en] [--force]
npm run workspace -- check FILE`;

await runScript(workspace);

async function workspace() {
  requireNode();
  await installPackages();
  const { register } = await import('tsx/esm/api');
  register();
  const [deed, ...words] = process.argv.slice(2);
  if (deed === 'init') return init(words);
  if (deed === 'check') return check(words);
  throw new SetupFailure(usage);
}

async function init(words) {
  const asked = readInit(words);
  const { readWorkspace, describeRefusal } = await import('../src-main/control/workspaceFile/workspaceFile.ts');
  const { BackendFailure } = await import('../src-main/engine/backends/backend.ts');
  const { proposeWorkspace } = await import('../src-main/engine/proposal/proposeWorkspace.ts');
  const { writeProposal } = await import('../src-main/engine/proposal/writeProposal.ts');
  const { summarise } = await import('../src-main/engine/proposal/summarise.ts');
  const outcome = await proposeWorkspace({ url: asked.url, timeZone: asked.timeZone }).catch((error) => {
    throw error instanceof BackendFailure ? new SetupFailure(error.message) : error;
  });
  if (!outcome.found) {
    for (const said of outcome.said) process.stderr.write(`${said[asked.language]}\n`);
    return 1;
  }
  const text = writeProposal(outcome.proposal, asked.language);
  const reading = readWorkspace(text, asked.out ?? 'workspace.yaml');
  // A proposal that the console would refuse is our defect, and shows the file it is about.
  if (!reading.ok) throw new Error(`${reading.refusals.map(describeRefusal).join('\n')}\n${text}`);
  if (asked.out === null) process.stdout.write(text);
  else writeFileSync(asked.out, text, { flag: asked.force ? 'w' : 'wx' });
  process.stderr.write(`${summarise(outcome.proposal, asked.out, asked.language)}\n`);
  return 0;
}

async function check(words) {
  const [path, ...others] = words;
  if (path === undefined || others.length > 0) throw new SetupFailure(usage);
  const { readWorkspace, describeRefusal, workspaceBytesMax } =
    await import('../src-main/control/workspaceFile/workspaceFile.ts');
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) throw new SetupFailure(`There is no file ${path}.`);
  if (!stat.isFile() || stat.size > workspaceBytesMax) throw new SetupFailure(`${path} is no file of at most 1 MB.`);
  const reading = readWorkspace(readFileSync(path, 'utf8'), path);
  if (reading.ok) {
    const { funnel, metrics, backends, switches, plans } = reading.workspace;
    const count = (things) => Object.keys(things).length;
    const protection = count(switches) === 0 ? '' : `, ${count(switches)} switches, ${count(plans)} plans`;
    process.stdout.write(
      `${path} opens: ${count(backends)} backends, ${count(metrics)} metrics, ${funnel.length} stages in the funnel${protection}.\n`,
    );
    return 0;
  }
  for (const refusal of reading.refusals) process.stdout.write(`${describeRefusal(refusal)}\n`);
  return 1;
}

function readInit(words) {
  const values = parseInit(words);
  const url = values.prometheus;
  if (url === undefined) throw new SetupFailure(`Which server? ${usage}`);
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw new SetupFailure(`--prometheus wants an http:// or https:// address, not ${url}.`);
  const { username, password } = new URL(url);
  if (username !== '' || password !== '')
    throw new SetupFailure(
      'No user or password in the address: it would stand in the file, in the shell history and in process lists.',
    );
  const language = values.language ?? (/^zh/i.test(process.env.LANG ?? '') ? 'zh' : 'en');
  if (language !== 'zh' && language !== 'en') throw new SetupFailure(`--language is zh or en, not ${language}.`);
  const timeZone = values['time-zone'] ?? null;
  if (timeZone !== null && !isTimeZone(timeZone))
    throw new SetupFailure(`--time-zone wants an IANA zone such as Asia/Shanghai, not ${timeZone}.`);
  const out = values.out === undefined ? null : resolve(values.out);
  const force = values.force === true;
  if (out !== null && !force && existsSync(out)) throw new SetupFailure(`${out} is there already; --force writes over it.`);
  return { url: url.replace(/\/+$/, ''), language, timeZone, out, force };
}

function parseInit(words) {
  const text = { type: 'string' };
  const options = { prometheus: text, out: text, 'time-zone': text, language: text, force: { type: 'boolean' } };
  try {
    return parseArgs({ args: words, options, strict: true }).values;
  } catch (error) {
    throw new SetupFailure(`${error.message}\n${usage}`);
  }
}

function isTimeZone(name) {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== null;
  } catch {
    return false;
  }
}
