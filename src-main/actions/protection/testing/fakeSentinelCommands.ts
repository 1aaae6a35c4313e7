import { z } from 'zod';
import type { SentinelRequest } from './fakeSentinel';

/** As FlowRule and DegradeRule are read from JSON: what they do not know is dropped, what is left out has a default. */
const ruleSchemas = {
  flow: z.object({
    resource: z.string().default(''),
    limitApp: z.string().default('default'),
    grade: z.int().default(1),
    count: z.number().default(0),
    strategy: z.int().default(0),
    refResource: z.string().optional(),
    controlBehavior: z.int().default(0),
    warmUpPeriodSec: z.int().default(10),
    maxQueueingTimeMs: z.int().default(500),
    clusterMode: z.boolean().default(false),
  }),
  degrade: z.object({
    resource: z.string().default(''),
    limitApp: z.string().default('default'),
    grade: z.int().default(0),
    count: z.number().default(0),
    timeWindow: z.int().default(0),
    minRequestAmount: z.int().default(5),
    slowRatioThreshold: z.number().default(1),
    statIntervalMs: z.int().default(1_000),
  }),
};
export type FlowRule = z.infer<(typeof ruleSchemas)['flow']>;
export type DegradeRule = z.infer<(typeof ruleSchemas)['degrade']>;

export interface SentinelRules {
  flow: readonly FlowRule[];
  degrade: readonly DegradeRule[];
  dataSourceFails: boolean;
  /** Rules that this version holds invalid, beside those that are. */
  dislikes: (rule: FlowRule | DegradeRule) => boolean;
}

interface Answer {
  readonly status: string;
  readonly text: string;
}
const ok = (text: string): Answer => ({ status: '200 OK', text });
const bad = (text: string): Answer => ({ status: '400 Bad Request', text });

export function answerCommand({ method, target, headers, body }: SentinelRequest, rules: SentinelRules): Answer {
  const [path = '', query = ''] = target.split('?');
  if (method === 'POST') {
    // "; charset=…" behind it was not understood before 1.7.1.
    if (headers.get('content-type') !== 'application/x-www-form-urlencoded')
      return { status: '415 Unsupported Media Type', text: 'Only form-encoded post request is supported' };
    if (!headers.has('content-length')) return { status: '411 Length Required', text: 'No legal Content-Length' };
  }
  const parameters = parametersOf(method === 'POST' ? body : query);
  switch (path) {
    case '/basicInfo':
      return ok('{\n\t"machine": "app-1",\n\t"ip": "127.0.0.1"\n}');
    case '/getRules': {
      const type = parameters.get('type');
      if (type !== 'flow' && type !== 'degrade') return bad('invalid type');
      // By hash, so the order means nothing; here it turns with every question.
      rules.flow = rules.flow.toReversed();
      rules.degrade = rules.degrade.toReversed();
      return ok(JSON.stringify(rules[type]));
    }
    case '/setRules':
      return setRules(parameters.get('type'), parameters.get('data') ?? '', rules);
    default:
      return bad(`Unknown command \`${path.slice(1)}\``);
  }
}

function setRules(type: string | undefined, encoded: string, rules: SentinelRules): Answer {
  let data: string;
  try {
    data = javaDecode(encoded);
  } catch {
    return bad('decode rule data error');
  }
  try {
    const list: unknown = JSON.parse(data);
    if (type === 'flow')
      rules.flow = z
        .array(ruleSchemas.flow)
        .parse(list)
        .filter(isValidFlow)
        .filter((rule) => !rules.dislikes(rule));
    else if (type === 'degrade')
      rules.degrade = z
        .array(ruleSchemas.degrade)
        .parse(list)
        .filter(isValidDegrade)
        .filter((rule) => !rules.dislikes(rule));
    else return bad('invalid type');
  } catch {
    return { status: '500 Internal Server Error', text: 'Command server error' };
  }
  return ok(rules.dataSourceFails ? 'partial success (write data source failed)' : 'success');
}

/** FlowRuleUtil.isValidRule, without what concerns clusters. */
function isValidFlow({ resource, count, grade, strategy, refResource, controlBehavior }: FlowRule): boolean {
  const needsReference = grade === 1 && (strategy === 1 || strategy === 2);
  return (
    resource.trim() !== '' &&
    count >= 0 &&
    (grade === 0 || grade === 1) &&
    controlBehavior >= 0 &&
    (!needsReference || (refResource ?? '').trim() !== '')
  );
}

/** DegradeRuleManager.isValidRule. */
function isValidDegrade(rule: DegradeRule): boolean {
  if (rule.resource.trim() === '' || rule.count < 0 || rule.timeWindow <= 0) return false;
  if (rule.minRequestAmount <= 0 || rule.statIntervalMs <= 0) return false;
  if (rule.grade === 0) return rule.slowRatioThreshold >= 0 && rule.slowRatioThreshold <= 1;
  return rule.grade === 1 ? rule.count <= 1 : rule.grade === 2;
}

/** A parameter without "=" or with an empty value is left out, as HttpEventTask does. */
function parametersOf(text: string): ReadonlyMap<string, string> {
  const pairs = text.split('&').map((pair) => pair.split('='));
  return new Map(
    pairs.flatMap(([name, value, more]) =>
      name && value && more === undefined ? [[name.trim(), javaDecode(value.trim())]] : [],
    ),
  );
}

/** URLDecoder.decode: a + is a blank, and a lonely % is an error. */
function javaDecode(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '));
}
