import type { SwitchValue } from '../../../../../contract/protectionSettings';
import { ExecutorFailure } from '../../executor';

/** Sends one line, answers the text. */
type Ask = (line: string) => Promise<string>;

/** Bits of srv_admin_state (management.txt, "show servers state"): what an operator forced. */
const [forcedMaint, forcedDrain] = [0x01, 0x08];

export async function readServer(
  ask: Ask,
  what: 'serverState' | 'serverWeight' | 'serverMaxconn',
  backend: string,
  server: string,
): Promise<SwitchValue> {
  if (what === 'serverMaxconn') return readSlotLimit(ask, backend, server);
  const text = await ask(`show servers state ${backend}`);
  // The first line is the version of the format.
  const [, head = '', ...rows] = text.split('\n');
  const names = head.replace(/^# /, '').split(' ');
  const row = rows.map((line) => line.split(' ')).find((cells) => cells[names.indexOf('srv_name')] === server);
  if (row === undefined) throw new ExecutorFailure('bad-setting', `There is no server ${backend}/${server}: ${firstLine(text)}`);
  if (what === 'serverWeight') return numberIn(row[names.indexOf('srv_uweight')], text);
  const admin = numberIn(row[names.indexOf('srv_admin_state')], text);
  return (admin & forcedMaint) !== 0 ? 'maint' : (admin & forcedDrain) !== 0 ? 'drain' : 'ready';
}

export function readFrontendLimit(ask: Ask, frontend: string): Promise<SwitchValue> {
  return readSlotLimit(ask, frontend, 'FRONTEND');
}

/** `slim` of the statistics: connections at once; null where there is no limit. */
async function readSlotLimit(ask: Ask, proxy: string, slot: string): Promise<SwitchValue> {
  const text = await ask(`show stat ${proxy} 7 -1`);
  const [head = '', ...rows] = text.split('\n');
  const names = head.replace(/^# /, '').split(',');
  const row = rows
    .map((line) => line.split(','))
    .find((cells) => cells[names.indexOf('pxname')] === proxy && cells[names.indexOf('svname')] === slot);
  if (row === undefined) throw new ExecutorFailure('bad-setting', `There is no ${proxy}/${slot}: ${firstLine(text)}`);
  const limit = row[names.indexOf('slim')];
  return limit === '' ? null : numberIn(limit, text);
}

export async function readInfo(ask: Ask, field: string): Promise<SwitchValue> {
  const text = await ask('show info');
  const line = text.split('\n').find((each) => each.startsWith(`${field}: `));
  return numberIn(line?.slice(field.length + 2), text);
}

/** The first entry is the one in force; a key that was added twice has two. */
export async function readMapValue(ask: Ask, map: string, key: string): Promise<SwitchValue> {
  const text = await ask(`get map ${map} ${key}`);
  if (text.includes('found=no')) return null;
  const value = /, value="([^"]*)"/.exec(text)?.[1];
  if (value === undefined) throw new ExecutorFailure('bad-setting', `There is no map ${map}: ${firstLine(text)}`);
  return value;
}

function numberIn(cell: string | undefined, text: string): number {
  const value = Number(cell);
  if (cell === undefined || cell === '' || Number.isNaN(value))
    throw new ExecutorFailure('refused', `HAProxy did not answer with a number but: ${firstLine(text)}`);
  return value;
}

function firstLine(text: string): string {
  return text.split('\n')[0]?.slice(0, 200) ?? '';
}
