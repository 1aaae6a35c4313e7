import { backendNotes, type BackendNote } from '../../../contract/state';

/** What happened once is told for so long, real ms: long enough to be read, short enough to be about now. */
const keptMs = 60_000;

/** What an operator must know about one backend that works. */
export class NoteBoard {
  readonly #untilMono = new Map<BackendNote, number>();
  #standing: readonly BackendNote[] = [];

  /** True of the server until it says otherwise: its version repaints, for instance. */
  stand(notes: readonly BackendNote[]): void {
    this.#standing = notes;
  }

  /** Happened just now. */
  happen(notes: readonly BackendNote[], mono: number): void {
    for (const note of notes) this.#untilMono.set(note, mono + keptMs);
  }

  /** No longer so. */
  lift(note: BackendNote): void {
    this.#untilMono.delete(note);
  }

  clear(): void {
    this.#untilMono.clear();
    this.#standing = [];
  }

  /** In one order, whatever came first. */
  read(mono: number): BackendNote[] {
    return backendNotes.filter((note) => this.#standing.includes(note) || (this.#untilMono.get(note) ?? 0) > mono);
  }
}
