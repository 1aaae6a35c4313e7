import type { CauseCase } from './causeCase';

/** The part of the graph that can have caused the symptom: what its node calls, and what that calls. */
export interface CallTree {
  /** Node indexes, callers before callees; the symptom's node first. */
  readonly order: readonly number[];
  /** Indexes into `calls` by caller, without those that close a circle: blame that came down does not go up again. */
  readonly out: ReadonlyMap<number, readonly number[]>;
  /** Indexes into `calls` by callee, from anywhere, calls from outside the graph included. */
  readonly into: ReadonlyMap<number, readonly number[]>;
}

export function callTree({ nodes, calls }: CauseCase, root: number): CallTree {
  const [callsOf, into] = [new Map<number, number[]>(), new Map<number, number[]>()];
  calls.forEach(({ from, to }, call) => {
    if (from === to) return;
    if (from !== null) listIn(callsOf, from).push(call);
    listIn(into, to).push(call);
  });
  const out = new Map<number, number[]>();
  const state = new Uint8Array(nodes.length);
  const finished: number[] = [];
  // Depth first without recursion: a chain of a thousand nodes must not end the stack.
  const path: { readonly node: number; next: number }[] = [{ node: root, next: 0 }];
  state[root] = 1;
  for (let step = path.at(-1); step !== undefined; step = path.at(-1)) {
    const call = callsOf.get(step.node)?.[step.next++];
    if (call === undefined) {
      state[step.node] = 2;
      finished.push(step.node);
      path.pop();
      continue;
    }
    const to = calls[call]?.to ?? step.node;
    if (state[to] === 1) continue;
    listIn(out, step.node).push(call);
    if (state[to] === 0) {
      state[to] = 1;
      path.push({ node: to, next: 0 });
    }
  }
  return { order: finished.reverse(), out, into };
}

function listIn(lists: Map<number, number[]>, key: number): number[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}
