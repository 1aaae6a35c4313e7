#!/usr/bin/env node
/**
 * `npm run verify-audit -- FILE [--head FILE]`: checks an audit offline, without the console that wrote it. Prints what is wrong with
 * it, line by line, and ends with 1 when anything is. The head lies beside the file (`FILE.head`) unless it is named.
 */
import { readFileSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { installPackages } from './setup/installPackages.mjs';
import { requireNode } from './setup/requireNode.mjs';
import { SetupFailure, runScript } from './setup/setupFailure.mjs';

const usage = 'npm run verify-audit -- FILE [--head FILE]';

await runScript(verifyAudit);

async function verifyAudit() {
  const { path, headPath } = readArguments();
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) throw new SetupFailure(`There is no file ${path}.\n${usage}`);
  requireNode();
  await installPackages();
  const { register } = await import('tsx/esm/api');
  register();
  const { readAudit } = await import('../src-main/control/audit/auditText.ts');
  const { headPathOf, readHeadFile } = await import('../src-main/control/audit/auditLog.ts');
  const { lines, findings, head } = readAudit(readFileSync(path), readHeadFile(headPath ?? headPathOf(path)));
  for (const { kind, says } of findings) process.stdout.write(`${kind}: ${says}\n`);
  const last = lines.length === 0 ? '' : `, the newest is ${head.seq} with hash ${head.hash}`;
  process.stdout.write(
    findings.length === 0
      ? `${path} is sound: ${lines.length} records${last}.\n`
      : `${path} is NOT sound: ${findings.length} findings in ${lines.length} records${last}.\n`,
  );
  return findings.length === 0 ? 0 : 1;
}

function readArguments() {
  try {
    const { positionals, values } = parseArgs({ allowPositionals: true, options: { head: { type: 'string' } } });
    if (positionals.length !== 1) throw new Error('one file');
    return { path: positionals[0], headPath: values.head ?? null };
  } catch {
    throw new SetupFailure(usage);
  }
}
