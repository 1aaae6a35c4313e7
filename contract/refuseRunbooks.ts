import { namesSuspect, type Check, type QueryCheck, type Runbook, suspectWord } from './runbooks';

/** What runbooks may speak of: the names of one workspace file. */
export interface RunbookWorld {
  readonly backends: object;
  readonly dimensions: object;
  readonly metrics: Readonly<Record<string, { readonly of: string }>>;
  readonly coreLink: { readonly domains: object; readonly nodes: object } | undefined;
}

type Path = (string | number)[];
export interface RunbookRefusals {
  /** Unless `known` has the name. */
  readonly dangling: (path: Path, name: string, known: object, what: string) => void;
  readonly refuse: (path: Path, message: string) => void;
}

/** Tells what in runbooks speaks of nothing in the file, or of something that cannot be cut so. */
export function refuseRunbooks(runbooks: Readonly<Record<string, Runbook>>, world: RunbookWorld, tell: RunbookRefusals): void {
  const nodes = world.coreLink?.nodes ?? {};
  for (const [runbookId, { when, checks }] of Object.entries(runbooks)) {
    const at = ['runbooks', runbookId];
    when.nodes?.forEach((node, i) => tell.dangling([...at, 'when', 'nodes', i], node, nodes, 'nodes'));
    when.domains?.forEach((domain, i) =>
      tell.dangling([...at, 'when', 'domains', i], domain, world.coreLink?.domains ?? {}, 'domains'),
    );
    when.metrics?.forEach((metric, i) => tell.dangling([...at, 'when', 'metrics', i], metric, world.metrics, 'metrics'));
    refuseTwice(
      checks.map(({ id }) => id),
      (i) => tell.refuse([...at, 'checks', i, 'id'], 'an id that no other check of this runbook has'),
    );
    checks.forEach((check, i) => refuseCheck(check, [...at, 'checks', i], world, tell));
  }
}

function refuseCheck(check: Check, at: Path, world: RunbookWorld, tell: RunbookRefusals): void {
  if (world.coreLink === undefined && namesSuspect(check))
    tell.refuse(at, `no ${suspectWord}, or a coreLink in this file: without one nobody can be suspected`);
  switch (check.kind) {
    case 'query':
      return refuseQuery(check, at, world, tell);
    case 'fetch':
      if (check.backend !== undefined) tell.dangling([...at, 'backend'], check.backend, world.backends, 'backends');
      return;
    case 'question':
      return refuseTwice(
        check.answers.map(({ id }) => id),
        (i) => tell.refuse([...at, 'answers', i, 'id'], 'an id that no other answer of this question has'),
      );
  }
}

const ends = { business: [], node: ['node'], link: ['from', 'to'] } as const;
const placeCuts = { node: ['node', 'idc', 'instance'], link: ['from', 'to', 'idc'] } as const;

function refuseQuery({ metric, per, slice }: QueryCheck, at: Path, world: RunbookWorld, tell: RunbookRefusals): void {
  tell.dangling([...at, 'metric'], metric, world.metrics, 'metrics');
  if (per !== undefined) tell.dangling([...at, 'per'], per, world.metrics, 'metrics');
  const of = ofMetric(world, metric);
  if (of === undefined) return;
  const ofPer = per === undefined ? of : ofMetric(world, per);
  if (ofPer !== undefined && ofPer !== of)
    tell.refuse([...at, 'per'], `a metric with "of: ${of}", because both are cut alike; "${per ?? ''}" is of: ${ofPer}`);
  if (of !== 'business' && !ends[of].some((end) => Object.hasOwn(slice, end)))
    tell.refuse([...at, 'slice'], `${ends[of].join(' and ')} in the slice, because "${metric}" is of: ${of}`);
  for (const [cut, value] of Object.entries(slice)) {
    const path = [...at, 'slice', cut];
    if (of === 'business') tell.dangling(path, cut, world.dimensions, 'dimensions');
    else if (!placeCuts[of].some((known) => known === cut))
      tell.refuse(path, `one of ${placeCuts[of].join(', ')}, by which a ${of} is cut`);
    const isEnd = ends[of].some((end) => end === cut);
    if (isEnd && value !== suspectWord) tell.dangling(path, value, world.coreLink?.nodes ?? {}, 'nodes');
    if (!isEnd && value === suspectWord) tell.refuse(path, `a value of its own: ${suspectWord} is a node, for node, from or to`);
  }
}

function ofMetric({ metrics }: RunbookWorld, metricId: string): keyof typeof ends | undefined {
  const of = Object.hasOwn(metrics, metricId) ? metrics[metricId]?.of : undefined;
  return of === 'business' || of === 'node' || of === 'link' ? of : undefined;
}

function refuseTwice(ids: readonly string[], refuse: (i: number) => void): void {
  ids.forEach((id, i) => {
    if (ids.indexOf(id) !== i) refuse(i);
  });
}
