import type { Question } from './measureQuestions';
import { MomentPart, type PartAnswers } from './momentPart';
import { momentSpans } from './momentSpans';

/** One moment of the graph, or of one node's instances: what each backend answers of it. */
export class Moment {
  readonly parts: readonly MomentPart[];

  /** @param seldom questions of which only the present is wanted; backends that answer nothing else are not asked */
  constructor(
    readonly at: number | null,
    questions: readonly Question[],
    seldom: readonly Question[] = [],
  ) {
    const backendIds = [...new Set(questions.map(({ cut }) => cut.backendId))];
    const of = (all: readonly Question[], id: string): Question[] => all.filter(({ cut }) => cut.backendId === id);
    this.parts = backendIds.map((id) => new MomentPart(id, of(questions, id), of(seldom, id)));
  }

  /** Says what each backend should be asked for now. @param seenTo null where that backend has not answered yet */
  aim(seenTo: (backendId: string) => number | null, timeZone: string): void {
    for (const part of this.parts) {
      const to = seenTo(part.backendId);
      if (to !== null) part.wanted = momentSpans(this.at, part.stepMs, to, timeZone);
    }
  }

  /** What is known, the first measure's backend first; nothing until all have answered or failed. */
  get answers(): readonly PartAnswers[] {
    if (this.parts.some(({ shown, task }) => shown === null && task.failure === null)) return [];
    return this.parts.flatMap(({ shown }) => shown ?? []);
  }

  get version(): string {
    return this.parts.map(({ version, task }) => `${version} ${task.failure ?? ''}`).join(' ');
  }

  callOff(): void {
    for (const { task } of this.parts) task.callOff();
  }
}
