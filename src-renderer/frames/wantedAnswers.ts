/** What a window wants of one kind that comes whole (tables, graphs), and what the engine last said about each. */
export interface WantedAnswers<Query, Answer> {
  want(query: Query): WantedAnswer<Answer>;
  /** What somebody shows now. */
  queries(): Query[];
  receive(answers: readonly Answer[]): void;
  /** Whether everything on show has been read with its past. */
  settled(): boolean;
}

export interface WantedAnswer<Answer> {
  /** Null until the first answer. A new object with each change. */
  answer(): Answer | null;
  /** Replaces the listener; called after the answer has changed. */
  onAnswer(listener: () => void): void;
  release(): void;
}

export interface AnswerKind<Query, Answer> {
  readonly idOf: (query: Query) => string;
  readonly answeredId: (answer: Answer) => string;
  readonly countMax: number;
}

interface Registered<Query, Answer> {
  readonly query: Query;
  readonly users: Set<User>;
  answer: Answer | null;
}

interface User {
  listener: (() => void) | null;
}

/** @param askSoon what is wanted has changed */
export function createWantedAnswers<Query, Answer extends { readonly status: { readonly phase: string } }>(
  { idOf, answeredId, countMax }: AnswerKind<Query, Answer>,
  askSoon: () => void,
): WantedAnswers<Query, Answer> {
  const registered = new Map<string, Registered<Query, Answer>>();
  const shown = (): Registered<Query, Answer>[] => [...registered.values()].filter(({ users }) => users.size > 0);
  return {
    want: (query) => {
      const known = registered.get(idOf(query));
      const entry: Registered<Query, Answer> =
        known !== undefined && JSON.stringify(known.query) === JSON.stringify(query)
          ? known
          : { query, users: new Set<User>(), answer: null };
      registered.set(idOf(query), entry);
      const user: User = { listener: null };
      entry.users.add(user);
      askSoon();
      return {
        answer: () => entry.answer,
        onAnswer: (listener) => {
          user.listener = listener;
        },
        release: () => {
          entry.users.delete(user);
          askSoon();
        },
      };
    },
    queries: () => {
      // Forgotten only now: who lets go and wants the same in one breath keeps its answer.
      for (const [id, { users }] of registered) if (users.size === 0) registered.delete(id);
      return shown()
        .map(({ query }) => query)
        .slice(0, countMax);
    },
    receive: (answers) => {
      for (const answer of answers) {
        const entry = registered.get(answeredId(answer));
        if (entry === undefined) continue;
        entry.answer = answer;
        for (const user of entry.users) user.listener?.();
      }
    },
    settled: () => shown().every(({ answer }) => answer !== null && answer.status.phase !== 'loading'),
  };
}
