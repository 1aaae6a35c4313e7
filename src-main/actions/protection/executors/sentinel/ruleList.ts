import { z } from 'zod';
import type { SwitchSet, SwitchValue } from '../../../../../contract/protectionSettings';
import { ExecutorFailure } from '../../executor';
import { jsonIn } from '../jsonIn';

/** Fields that we do not know are carried along as they are. */
const ruleSchema = z.record(z.string(), z.unknown());
type Rule = z.infer<typeof ruleSchema>;
const listSchema = z.array(ruleSchema);

type What = SwitchSet<'sentinel'>;

/** FlowRule and DegradeRule of Sentinel 1.8: what `grade` means. */
const flowGrades = { threads: 0, qps: 1 } as const;
const degradeGrades = { slow: 0, errorRatio: 1, errors: 2 } as const;

/** All rules of a type at one instance. @throws ExecutorFailure for what is no such list */
export function rulesIn(text: string): readonly Rule[] {
  const list = listSchema.safeParse(jsonIn(text));
  if (list.success) return list.data;
  throw new ExecutorFailure('refused', `It does not answer with a list of rules: ${text.slice(0, 200)}`);
}

/** The switch's own rule as text, the same for the same rule; null where there is none. @throws ExecutorFailure where there are several */
export function ownRule(rules: readonly Rule[], what: What): string | null {
  const [rule, second] = rules.filter((each) => isOf(what, each));
  if (second !== undefined)
    throw new ExecutorFailure(
      'bad-setting',
      `There are several such rules for ${what.resource}, and nobody can tell which one a switch would set. Leave one of them.`,
    );
  return rule === undefined ? null : textOf(rule);
}

/** What a switch's own rule sets. @throws ExecutorFailure */
export function countIn(own: string | null, { resource }: What): SwitchValue {
  if (own === null) return null;
  const count = z.object({ count: z.number() }).safeParse(jsonIn(own));
  if (count.success) return count.data.count;
  throw new ExecutorFailure('bad-setting', `The rule for ${resource} has no count that is a number.`);
}

/** The own rule with another count; null takes it out. @throws ExecutorFailure for what cannot be set or undone */
export function ownWith(own: string | null, what: What, wanted: SwitchValue): string | null {
  const before = own === null ? null : ruleSchema.parse(jsonIn(own));
  if (wanted !== null) return textOf({ ...(before ?? newRule(what)), count: countOf(what, wanted) });
  if (before === null || isPlain(what, before)) return null;
  throw new ExecutorFailure(
    'bad-setting',
    `The rule for ${what.resource} says more than its count; taken out, it could not be put back as it was. Set its count instead.`,
  );
}

/** All but the own rule, in one order: they are listed by hash, so the same rules come in any. */
export function othersIn(rules: readonly Rule[], what: What): readonly string[] {
  return rules
    .filter((each) => !isOf(what, each))
    .map(textOf)
    .sort();
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

function newRule(what: What): Rule {
  const common = { resource: what.resource, limitApp: 'default', grade: gradeOf(what) };
  if (what.rule === 'flow') return { ...common, strategy: 0, controlBehavior: 0, clusterMode: false };
  return { ...common, timeWindow: what.seconds, minRequestAmount: 5, statIntervalMs: 1_000, slowRatioThreshold: 1 };
}

/** Whether it is what we would make anew: then it can be taken out and put back. */
function isPlain(what: What, rule: Rule): boolean {
  return Object.entries(newRule(what)).every(([field, value]) => (rule[field] ?? value) === value);
}

function textOf(rule: Rule): string {
  return JSON.stringify(sorted(rule));
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
