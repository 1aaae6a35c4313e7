import type { LocalText } from '../../../contract/words';
import { cutOf, type StagePlace } from './findFunnel';
import type { Family } from './families';
import { valuesMax } from './serverLook';
import type { Said } from './said';
import { wordsIn } from './stageWords';

export interface ProposedDimension {
  readonly label: string;
  readonly name: LocalText;
  readonly values: readonly string[];
  readonly reason: Said;
}

export interface DimensionFinding {
  readonly dimensions: readonly ProposedDimension[];
  /** Whether the cuts are metrics of their own, read through `$by`. */
  readonly throughCuts: boolean;
  readonly leftOut: readonly Said[];
}

const known: Readonly<Record<string, LocalText>> = {
  city: { zh: '城市', en: 'city' },
  region: { zh: '地区', en: 'region' },
  province: { zh: '省份', en: 'province' },
  country: { zh: '国家', en: 'country' },
  platform: { zh: '平台', en: 'platform' },
  os: { zh: '系统', en: 'OS' },
  client: { zh: '客户端', en: 'client' },
  app: { zh: '应用', en: 'app' },
  version: { zh: '版本', en: 'version' },
  idc: { zh: '机房', en: 'IDC' },
  dc: { zh: '机房', en: 'data centre' },
  datacenter: { zh: '机房', en: 'data centre' },
  zone: { zh: '可用区', en: 'zone' },
  az: { zh: '可用区', en: 'zone' },
  channel: { zh: '渠道', en: 'channel' },
  provider: { zh: '服务商', en: 'provider' },
  category: { zh: '品类', en: 'category' },
  tenant: { zh: '租户', en: 'tenant' },
  brand: { zh: '品牌', en: 'brand' },
  language: { zh: '语言', en: 'language' },
};

/** Where a process runs is not what a business is cut by. */
const machineLabels =
  /^(instance|job|pod|node|host|hostname|ip|namespace|container|container_name|endpoint|service|replica|prometheus|prometheus_replica|monitor|exported_\w+|le|quantile|code|method|handler|path|uri|__\w+)$/i;
export const valuesOfDimensionMax = 50;

/** Labels that several stages share, with a name that people cut a business by and few enough values to look at. */
export function findDimensions(
  stages: readonly StagePlace[],
  stageLabel: string | null,
  families: readonly Family[],
): DimensionFinding {
  const leftOut: Said[] = [];
  const inStages = valuesByLabel(stages.map(({ family }) => family));
  const direct = propose(inStages, stageLabel, stages.length === 1 ? 1 : 2, leftOut);
  const cuts = families.flatMap((family) => {
    const cut = cutOf(family.name);
    const isOurs = cut !== null && stages.every((stage) => stage.family.name === cut.of);
    return isOurs && (stageLabel === null || family.labels[stageLabel] !== undefined) && family.labels[cut.label] !== undefined
      ? [{ family, label: cut.label }]
      : [];
  });
  // `$by` stands in every query, so either all cuts are metrics of their own or none is.
  if (cuts.length === 0 || direct.length > 0) {
    for (const { family } of cuts)
      leftOut.push({
        zh: `${family.name}：总量本身已有标签可切，单独的切分指标没有用上`,
        en: `${family.name}: the totals have labels of their own to cut by, so this separate cut is not used`,
      });
    return { dimensions: direct, throughCuts: false, leftOut };
  }
  const ofCuts = new Map(
    cuts.map(({ family, label }) => [label, { values: family.labels[label] ?? [], stagesCount: stages.length, of: family.name }]),
  );
  return { dimensions: propose(ofCuts, stageLabel, 1, leftOut), throughCuts: true, leftOut };
}

interface LabelSeen {
  readonly values: readonly string[];
  readonly stagesCount: number;
  readonly of: string | null;
}

function valuesByLabel(families: readonly Family[]): Map<string, LabelSeen> {
  const labels = new Set(families.flatMap((family) => Object.keys(family.labels)));
  return new Map(
    [...labels].map((label) => {
      const having = families.filter((family) => family.labels[label] !== undefined);
      return [
        label,
        { values: [...new Set(having.flatMap((family) => family.labels[label] ?? []))], stagesCount: having.length, of: null },
      ];
    }),
  );
}

function propose(
  seen: ReadonlyMap<string, LabelSeen>,
  stageLabel: string | null,
  stagesMin: number,
  leftOut: Said[],
): ProposedDimension[] {
  return [...seen].flatMap(([label, { values, stagesCount, of }]) => {
    if (label === stageLabel || machineLabels.test(label)) return [];
    const name = nameOf(label);
    const told = values.length >= valuesMax ? `${valuesMax}+` : String(values.length);
    const pass = (zh: string, en: string): ProposedDimension[] => {
      leftOut.push({ zh: `标签 ${label}：${zh}`, en: `label ${label}: ${en}` });
      return [];
    };
    if (values.length < 2) return pass('只有一个值', 'it has one value only');
    if (values.length > valuesOfDimensionMax) return pass(`有 ${told} 个值，太多`, `${told} values are too many to look at`);
    if (stagesCount < stagesMin) return pass('只有一个环节有它', 'one stage only has it');
    if (name === null)
      return pass(
        `有 ${told} 个值，但名字不像业务维度；需要的话请自己写上`,
        `${told} values, but no name that we know businesses to be cut by; write it in if yours is`,
      );
    const where = of === null ? { zh: `${stagesCount} 个环节都有`, en: `on ${stagesCount} stages` } : { zh: of, en: `in ${of}` };
    const reason = { zh: `${told} 个值，${where.zh}`, en: `${told} values, ${where.en}` };
    return [{ label, name, values: values.toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true })), reason }];
  });
}

function nameOf(label: string): LocalText | null {
  const words = wordsIn(label);
  const word = words.findLast((each) => Object.hasOwn(known, each));
  return word === undefined ? null : (known[word] ?? null);
}
