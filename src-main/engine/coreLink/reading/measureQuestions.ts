import type { CoreNode } from '../../../../contract/coreLink';
import type { Measure, MeasureSide } from '../../../../contract/state';
import type { Workspace } from '../../../../contract/workspace';
import { SpanAnswers } from '../../asking/spanAnswers';
import type { TableCatalog, TableCut } from '../../tables/tableCut';

/** One metric cut by nodes or calls, all of them at once. */
export interface Question {
  readonly side: MeasureSide;
  readonly measure: Measure;
  /** `whole`: all IDCs together. `instance`: of one node. */
  readonly split: 'whole' | 'idc' | 'instance';
  /** Of whose instances; null for all nodes or calls. */
  readonly node: CoreNode['id'] | null;
  readonly cut: TableCut;
  /** Position of each in a row's key; −1 where the row does not say. */
  readonly at: {
    readonly node: number;
    readonly from: number;
    readonly to: number;
    readonly idc: number;
    readonly instance: number;
  };
  /** What a value is multiplied by to be in ms, per second or a share. */
  readonly scale: number;
  readonly answers: SpanAnswers;
}

/** Spans that are kept of one cut: the present ones, and those of some twenty moments that somebody went through. */
const spansKept = 120;
/** Questions about instances come and go with what people look at. */
const questionsMax = 400;

/** What is asked for a graph. The same question asked twice is the same object, so that its answers are shared. */
export class MeasureQuestions {
  readonly #known = new Map<string, Question>();

  constructor(
    private readonly workspace: Workspace,
    private readonly catalog: TableCatalog,
  ) {}

  /** All measures of all sides; none for a split that the workspace has no label for. */
  of(split: 'whole' | 'idc'): readonly Question[] {
    return sides.flatMap((side) =>
      this.#measuresOf(side).flatMap(([measure, metricId]) =>
        this.#question(side, measure, metricId, split, null, [...endsOf[side], ...(split === 'idc' ? ['idc'] : [])]),
      ),
    );
  }

  /** In which IDCs nodes are busy. */
  idcsOfNodes(): readonly Question[] {
    return this.of('idc').filter(({ side, measure }) => side === 'node' && measure === 'requests');
  }

  instancesOf(node: string): readonly Question[] {
    return this.#measuresOf('node').flatMap(([measure, metricId]) => {
      const withIdc = this.#question('node', measure, metricId, 'instance', node, ['idc', 'instance']);
      return withIdc.length > 0 ? withIdc : this.#question('node', measure, metricId, 'instance', node, ['instance']);
    });
  }

  /** The answers come from a world that is no more. */
  forget(): void {
    this.#known.clear();
  }

  #measuresOf(side: MeasureSide): [Measure, string][] {
    const measures: { readonly [Name in Measure]?: string | undefined } = this.workspace.coreLink?.measures[side] ?? {};
    return measureNames.flatMap((measure): [Measure, string][] => {
      const metricId = measures[measure];
      return metricId === undefined ? [] : [[measure, metricId]];
    });
  }

  #question(
    side: MeasureSide,
    measure: Measure,
    metricId: string,
    split: Question['split'],
    node: string | null,
    by: readonly string[],
  ): Question[] {
    const key = JSON.stringify([side, measure, split, node, by]);
    const known = this.#known.get(key);
    if (known !== undefined) return [known];
    const metric = this.workspace.metrics[metricId];
    if (metric === undefined) return [];
    const lookup = this.catalog({
      metricId,
      traffic: metric.traffic,
      slice: node === null ? {} : { node },
      by: [...by],
    });
    if (!lookup.found) return [];
    const question: Question = {
      side,
      measure,
      split,
      node,
      cut: lookup.cut,
      at: {
        node: by.indexOf('node'),
        from: by.indexOf('from'),
        to: by.indexOf('to'),
        idc: by.indexOf('idc'),
        instance: by.indexOf('instance'),
      },
      scale: measure.startsWith('latency') && metric.unit === 's' ? 1_000 : 1,
      answers: new SpanAnswers(lookup.cut, spansKept),
    };
    if (this.#known.size >= questionsMax) this.#known.clear();
    this.#known.set(key, question);
    return [question];
  }
}

const sides = ['node', 'caller', 'callee'] as const satisfies readonly MeasureSide[];
const endsOf = { node: ['node'], caller: ['from', 'to'], callee: ['from', 'to'] } as const;
const measureNames = ['requests', 'failures', 'latencyP50', 'latencyP99', 'saturation'] as const satisfies readonly Measure[];
