import type { BackendFailureCode } from '../../../contract/state';
import { bilingual } from '../bilingual';

/** Why a data source does not answer, and what to do. The detail beside it is the engine's own, in English. */
export const failures = bilingual(
  {
    'failure.starting': '正在启动，会自动再试',
    'failure.timeout': '没有按时答完：看它的负载和中间的网络',
    'failure.closed': '没有再等它的回答',
    'failure.refused': '拒绝连接：启动它，或在作战空间文件里改正地址',
    'failure.network': '连接中断：它可能在重启，会自动再试',
    'failure.http': '回了错误状态：看地址、权限和代理',
    'failure.too-big': '回答太大：缩小查询，或加大步长',
    'failure.not-json': '回的不是 JSON：地址后面可能是网页或代理',
    'failure.bad-shape': '回答的格式不认识：看地址和版本',
    'failure.too-many-points': '点数超过上限：缩短区间，或加大步长',
    'failure.bad-query': '查询不能执行：改正作战空间文件里的查询',
    'failure.busy': '太忙，拒绝了查询，会自动再试',
    'failure.denied': '不认这些凭据，或权限不够：改正凭据',
    'failure.untrusted': '证书不受信任：在设置里写上签发它的 CA',
    'failure.secret-missing': '缺凭据：在数据源设置里输入',
  },
  {
    'failure.starting': 'It is starting and is tried again by itself',
    'failure.timeout': 'No whole answer in time: check its load and the network between',
    'failure.closed': 'Its answer was not waited for any longer',
    'failure.refused': 'It refuses connections: start it, or correct its address in the workspace file',
    'failure.network': 'The connection broke: it may be restarting and is tried again by itself',
    'failure.http': 'It answers with an error status: check address, permissions and proxies',
    'failure.too-big': 'Its answer is too large: ask for less, or widen the step',
    'failure.not-json': 'It does not answer JSON: a web page or a proxy may be at this address',
    'failure.bad-shape': 'Its answer has an unknown shape: check address and version',
    'failure.too-many-points': 'More points than it allows: shorten the range, or widen the step',
    'failure.bad-query': 'It cannot run a query: correct the query in the workspace file',
    'failure.busy': 'It is too busy for queries and is tried again by itself',
    'failure.denied': 'It refuses these credentials, or they may not do this: correct them',
    'failure.untrusted': 'Its certificate is not trusted: name the authority that issued it in the settings',
    'failure.secret-missing': 'A credential is missing: enter it in the data source settings',
  },
) satisfies { readonly zh: Readonly<Record<`failure.${BackendFailureCode}`, string>> };
