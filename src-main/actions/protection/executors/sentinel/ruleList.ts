import { z } from 'zod';
import type { SwitchSet, SwitchValue } from '../../../../../contract/protectionSettings';
import { ExecutorFailure } from '../../executor';

/** Fields that we do not know are carried along as they are. */
const ruleSchema = z.record(z.string(), z.unknown());
type Rule = z.infer<typeof ruleSchema>;
const listSchema = z.array(ruleSchema);

type What = SwitchSet<'sentinel'>;

/** FlowRule and DegradeRule of Sentinel 1.8: what `grade` means. */
const flowGrades = { threads: 0, qps: 1 } as const;
const degradeGrades = { slow: 0, errorRatio: 1, errors: 2 } as const;

/**
 * The rules of one instance in one order, their fields too: it lists them by hash, so the same rules come in any order.
 * @throws ExecutorFailure for what is no list of rules
 */
export function sortedRules(text: string): string {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    parsed = undefined;
  }
  const list = listSchema.safeParse(parsed);
  if (!list.success) throw new ExecutorFailure('refused', `It does not answer with a list of rules: ${text.slice(0, 200)}`);
  return JSON.stringify(list.data.map(sorted).sort(byText));
}

/** The count of the switch's rule; null where there is no such rule. @throws ExecutorFailure where there are several */
export function countIn(rules: string, what: What): SwitchValue {
  const [rule, second] = read(rules).filter((each) => isOf(what, each));
  if (rule === undefined) return null;
  if (second !== undefined)
    throw new ExecutorFailure(
      'bad-setting',
      `There are several such rules for ${what.resource}, and nobody can tell which one a switch would set. Leave one of them.`,
    );
  const count = z.number().safeParse(rule['count']);
  if (count.success) return count.data;
  throw new ExecutorFailure('bad-setting', `The rule for ${what.resource} has no count that is a number.`);
}

/** All rules with this one set; null takes it out. The others are as they were. @throws ExecutorFailure for what cannot be set or undone */
export function rulesWith(rules: string, what: What, wanted: SwitchValue): string {
  const all = read(rules);
  const before = all.find((each) => isOf(what, each));
  const others = all.filter((each) => each !== before);
  if (wanted === null) {
    if (before !== undefined && !isPlain(what, before))
      throw new ExecutorFailure(
        'bad-setting',
        `The rule for ${what.resource} says more than its count; taken out, it could not be put back as it was. Set its count instead.`,
      );
    return write(others);
  }
  const count = countOf(what, wanted);
  return write([...others, before === undefined ? newRule(what, count) : { ...before, count }]);
}

/** All rules but the switch's own, to see that they are still there. */
export function othersIn(rules: string, what: What): string {
  return write(read(rules).filter((each) => !isOf(what, each)));
}

function countOf(what: What, wanted: Exclude<SwitchValue, null>): number {
  const most = what.by === 'errorRatio' ? 1 : Number.MAX_SAFE_INTEGER;
  // What is out of these bounds vanishes there without a word.
  if (typeof wanted === 'number' && wanted >= 0 && wanted <= most) return wanted;
  throw new ExecutorFailure('bad-setting', `${JSON.stringify(wanted)} is no count from 0${most === 1 ? ' to 1' : ''}.`);
}

/** The rule that counts for everybody who calls the resource itself, not one for some callers, or for a chain of calls. */
function isOf(what: What, rule: Rule): boolean {
  return (
    rule['resource'] === what.resource &&
    rule['grade'] === gradeOf(what) &&
    [undefined, null, '', 'default'].some((each) => rule['limitApp'] === each) &&
    (rule['strategy'] ?? 0) === 0 &&
    rule['regex'] !== true
  );
}

function gradeOf(what: What): number {
  return what.rule === 'flow' ? flowGrades[what.by] : degradeGrades[what.by];
}

function newRule(what: What, count: number): Rule {
  const common = { resource: what.resource, limitApp: 'default', grade: gradeOf(what), count };
  if (what.rule === 'flow') return { ...common, strategy: 0, controlBehavior: 0, clusterMode: false };
  return { ...common, timeWindow: what.seconds, minRequestAmount: 5, statIntervalMs: 1_000, slowRatioThreshold: 1 };
}

/** Whether it is what we would make anew: then it can be taken out and put back. */
function isPlain(what: What, rule: Rule): boolean {
  return Object.entries(newRule(what, 0)).every(([field, value]) => field === 'count' || (rule[field] ?? value) === value);
}

function read(rules: string): Rule[] {
  return listSchema.parse(JSON.parse(rules));
}

function write(rules: readonly Rule[]): string {
  return sortedRules(JSON.stringify(rules));
}

function byText(one: unknown, other: unknown): number {
  const [a, b] = [JSON.stringify(one), JSON.stringify(other)];
  return a < b ? -1 : a > b ? 1 : 0;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, inner]) => [name, sorted(inner)]),
  );
}
