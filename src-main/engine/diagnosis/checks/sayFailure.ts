import type { BackendFailureCode } from '../../../../contract/state';
import { BackendFailure } from '../../backends/backend';
import { lookAgainMs, unknown, type Outcome } from './outcome';

/** In both languages; the detail stays as a log has it. */
const words: Readonly<Record<BackendFailureCode, string>> = {
  starting: '对方还没准备好',
  timeout: '对方没有按时回答',
  closed: '没有等到回答',
  refused: '对方拒绝连接',
  network: '连不上对方',
  http: '对方报错',
  'too-big': '回答太大',
  'not-json': '回答不是 JSON',
  'bad-shape': '回答的格式不认识',
  'too-many-points': '要的数据太多',
  'bad-query': '查询写得不对',
  busy: '对方太忙',
  denied: '没有权限',
  untrusted: '证书不可信',
  'secret-missing': '还没有录入凭据',
};
const passing: readonly BackendFailureCode[] = ['starting', 'timeout', 'closed', 'refused', 'network', 'http', 'busy'];

/** It could not be found out, why, and whether it may be later. @throws what is no BackendFailure: a defect */
export function failedOutcome(error: unknown): Outcome {
  if (!(error instanceof BackendFailure)) throw error;
  const { code, message, retryAfterMs } = error;
  const againMs = passing.includes(code) ? Math.max(lookAgainMs, retryAfterMs ?? 0) : null;
  return unknown({ zh: `没能查到：${words[code]}（${message}）`, en: `Not found out. ${message}` }, againMs);
}
