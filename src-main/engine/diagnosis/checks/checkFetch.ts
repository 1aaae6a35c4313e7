import { suspectWord, type FetchCheck } from '../../../../contract/runbooks';
import type { Workspace } from '../../../../contract/workspace';
import { askAnswer } from '../../backends/askText';
import { BackendFailure } from '../../backends/backend';
import { createHttpDoor, type HttpDoor } from '../../backends/httpDoor';
import { judgeAnswer } from './judgeAnswer';
import { unknown, type Outcome } from './outcome';
import { failedOutcome } from './sayFailure';

export interface FetchParts {
  readonly workspace: Workspace;
  readonly demoCityUrl: string | null;
  /** Values by slot id. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly folder: string | null;
}

/** A status page has a few kB; what is longer is read no further. */
const bodyBytesMax = 256 * 1_024;

/** Asks once, and compares. Never rejects for an expected failure. */
export async function checkFetch(
  check: FetchCheck,
  node: string | null,
  parts: FetchParts,
  signal: AbortSignal,
): Promise<Outcome> {
  const way = wayOf(check, node, parts);
  if (way === null) return failedOutcome(new BackendFailure('starting', 'The embedded Demo City has not started yet.'));
  const { url, door } = way;
  try {
    const { status, text } = await askAnswer({
      url,
      signal,
      timeoutMs: check.within,
      bytesMax: bodyBytesMax,
      ...(door === null ? {} : { door }),
    });
    return { ...judgeAnswer(check, status, door?.redact(text) ?? text), unit: '', line: null, againMs: null };
  } catch (error) {
    return failed(error, check, url.origin);
  } finally {
    door?.close();
  }
}

function failed(error: unknown, { unreachable }: FetchCheck, where: string): Outcome {
  const outcome = failedOutcome(error);
  if (!(error instanceof BackendFailure)) return outcome;
  if (error.code === 'too-big')
    return unknown({ zh: `没能查到：${where} 的回答超过 256 kB。`, en: `Not found out. ${where} sent more than 256 kB.` }, null);
  const away = error.code === 'refused' || error.code === 'timeout' || error.code === 'network';
  if (unreachable === 'unknown' || !away) return outcome;
  const said =
    error.code === 'timeout' ? { zh: '没有按时回答', en: 'does not answer in time' } : { zh: '连不上', en: 'cannot be reached' };
  return { ...outcome, state: 'bad', said: { zh: `${where} ${said.zh}。`, en: `${where} ${said.en}.` }, againMs: null };
}

/** Null while the server has no address yet. With an address nobody's secret goes along; a backend's go to its own server alone. */
function wayOf(
  { url, backend, path }: FetchCheck,
  node: string | null,
  { workspace, demoCityUrl, secrets, folder }: FetchParts,
): { readonly url: URL; readonly door: HttpDoor | null } | null {
  const name = (text: string): string => text.replaceAll(suspectWord, encodeURIComponent(node ?? suspectWord));
  if (url !== undefined) return { url: new URL(name(url)), door: null };
  const settings = backend === undefined ? undefined : workspace.backends[backend];
  if (settings === undefined || backend === undefined || path === undefined)
    throw new Error('the schema wants url, or backend and path');
  const base = settings.url === 'embedded' ? demoCityUrl : settings.url;
  if (base === null) return null;
  // "./": a path such as /http://elsewhere stays one.
  const target = new URL(`./${name(path).slice(1)}`, base.endsWith('/') ? base : `${base}/`);
  return { url: target, door: createHttpDoor(settings, { backendId: backend, secrets, folder }) };
}
