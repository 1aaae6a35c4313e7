import { askHaproxy } from '../../../src-main/actions/protection/executors/haproxy/askHaproxy';

/**
 * Everything that can be set in an HAProxy, as its own socket tells it: servers, maps, limits. Clocks, counters, addresses in memory and
 * the results of health checks are left out, so that two states are equal when nothing is set otherwise.
 */
export async function haproxyState(address: string, map: string): Promise<Readonly<Record<string, string>>> {
  const ask = (line: string): Promise<string> => askHaproxy(address, line, AbortSignal.timeout(5_000));
  const [servers, entries, info, stat] = await Promise.all(
    ['show servers state', `show map ${map}`, 'show info', 'show stat'].map(ask),
  );
  return Object.fromEntries([...serverRows(servers), ...mapRows(entries), ...limitRows(info), ...slotRows(stat)]);
}

const moving = /time_since|check_|agent_|srv_op_state/;

function serverRows(text = ''): [string, string][] {
  const [, head = '', ...rows] = text.split('\n');
  const names = head.replace(/^# /, '').split(' ');
  return rows.map((row) => {
    const cells = row.split(' ');
    const kept = names.map((name, i) => `${name}=${cells[i] ?? ''}`).filter((cell) => !moving.test(cell));
    return [`server ${cells[1] ?? ''}/${cells[3] ?? ''}`, kept.join(' ')];
  });
}

/** Each entry begins with its address in memory. */
function mapRows(text = ''): [string, string][] {
  return text.split('\n').map((line): [string, string] => [`map ${line.split(' ')[1] ?? ''}`, line.split(' ')[2] ?? '']);
}

function limitRows(text = ''): [string, string][] {
  return text
    .split('\n')
    .map((line): [string, string] => [line.split(': ')[0] ?? '', line.split(': ')[1] ?? ''])
    .filter(([name]) => /Limit$|RateLim$|^Maxconn$|^Hard_maxconn$|^Maxpipes$/.test(name))
    .map(([name, value]) => [`info ${name}`, value]);
}

/** `slim`: connections at once; `weight`: as it is in force. */
function slotRows(text = ''): [string, string][] {
  const [head = '', ...rows] = text.split('\n');
  const names = head.replace(/^# /, '').split(',');
  const cell = (cells: readonly string[], name: string): string => cells[names.indexOf(name)] ?? '';
  return rows.map((row) => {
    const cells = row.split(',');
    return [`slot ${cells[0] ?? ''}/${cells[1] ?? ''}`, `slim=${cell(cells, 'slim')} weight=${cell(cells, 'weight')}`];
  });
}
