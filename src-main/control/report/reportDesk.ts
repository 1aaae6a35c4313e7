import { languages } from '../../../contract/choices';
import type { CommandInput, CommandOutput } from '../../../contract/commands';
import type { Frame, PanelQuery } from '../../../contract/frames';
import { reportBasisOf, reportKeyOf } from '../../../contract/report';
import { accept, refuse, type Result } from '../../../contract/result';
import type { Store } from '../store';
import type { OpenedWorkspace } from '../workspaceFile/workspaceSession';
import { gatherFacts } from './gatherFacts';
import { panelOf, wantedPictures } from './pictures/wantedPictures';
import { createReportBook, type ReportBook } from './reportBook';
import type { ReadPicture, ReportRoom, WantedPicture } from './reportFacts';
import { sectionPages, type PrintedReport } from './reportHtml';
import { unkeptReports, type ReportJournal } from './reportJournal';
import { reportOf } from './reportOf';
import { roomOf } from './roomOf';
import { withoutFilling } from './withoutFilling';

export interface ReportDeskParts {
  readonly store: Store;
  /** Room time, epoch ms; null before anybody knows it. */
  readonly roomNow: () => number | null;
  /** Asks the engine. */
  readonly readCurves: (panels: readonly PanelQuery[]) => Promise<Result<readonly Frame[]>>;
  /** May throw where the folder cannot be written: then reports live as long as the console does. */
  readonly openJournal: (opened: OpenedWorkspace) => ReportJournal;
  readonly log: (level: 'warn', text: string) => void;
}

/** Reports of incidents: made when somebody asks, in both languages at once, edited by people, handed out for print. */
export interface ReportDesk {
  /** A workspace is in force: its own reports are there again. */
  begin(opened: OpenedWorkspace): void;
  make(incidentId: string, by: string | null): Promise<Result<void>>;
  edit(input: CommandInput<'report.edit'>, by: string): Result<void>;
  page(input: CommandInput<'report.page'>): Result<CommandOutput<'report.page'>>;
  /** With its pictures, for a file. */
  printed(input: CommandInput<'report.page'>): Result<PrintedReport>;
  readonly close: () => void;
}

export function createReportDesk({ store, roomNow, readCurves, openJournal, log }: ReportDeskParts): ReportDesk {
  let room: ReportRoom | null = null;
  let book: ReportBook | null = null;
  const now = (): number => Math.round(roomNow() ?? Date.now());

  function publish(of: ReportBook): void {
    store.replace('reports', of.reports());
  }

  function journalOf(opened: OpenedWorkspace): ReportJournal {
    try {
      const journal = openJournal(opened);
      for (const repair of journal.repairs) log('warn', repair);
      return journal;
    } catch (error) {
      log('warn', `reports are not kept: ${error instanceof Error ? error.message : String(error)}`);
      return unkeptReports;
    }
  }

  async function readPictures(wanted: readonly WantedPicture[], of: ReportRoom): Promise<readonly ReadPicture[]> {
    const answer = await readCurves(wanted.map((picture) => panelOf(picture, of)));
    if (!answer.ok) log('warn', `a report is made without pictures: ${answer.refusal.message}`);
    const frames = new Map(answer.ok ? answer.value.map((frame) => [frame.panelId, withoutFilling(frame)]) : []);
    return wanted.map((picture) => ({ ...picture, frame: frames.get(picture.id) ?? null }));
  }

  return {
    begin: (opened) => {
      book?.close();
      room = roomOf(opened.workspace, () => store.read());
      book = createReportBook(journalOf(opened));
      publish(book);
    },
    make: async (incidentId, by) => {
      const [inRoom, inBook] = [room, book];
      const incident = store.read().incidents[incidentId];
      if (inRoom === null || inBook === null || incident === undefined)
        return refuse('not-found', `Incident ${incidentId} is not remembered any more, so nothing can be said of it.`);
      const facts = gatherFacts(store.read(), incident, inRoom, now(), by);
      const pictures = await readPictures(wantedPictures(facts), inRoom);
      if (book !== inBook) return refuse('unavailable', 'Another workspace was opened meanwhile. Nothing was made.');
      const basis = reportBasisOf(incident, facts.diagnosis ?? undefined);
      for (const language of languages) {
        const made = reportOf({ ...facts, pictures }, language);
        inBook.keepMade({ kind: 'made', incidentId, language, madeAt: facts.at, madeBy: by, basis, ...copied(made) });
      }
      publish(inBook);
      return accept(undefined);
    },
    edit: (input, by) => {
      if (book === null) return refuse('unavailable', 'No workspace is open yet.');
      const edited = book.edit(input, by, now());
      publish(book);
      return edited;
    },
    page: (key) => {
      const printed = printedOf(key);
      if (!printed.ok) return printed;
      return accept({ version: printed.value.report.version, sections: sectionPages(printed.value) });
    },
    printed: printedOf,
    close: () => book?.close(),
  };

  function printedOf({ incidentId, language }: CommandInput<'report.page'>): Result<PrintedReport> {
    const report = store.read().reports[reportKeyOf(incidentId, language)];
    if (book === null || room === null || report === undefined)
      return refuse('not-found', `There is no report of incident ${incidentId} yet. Make one first.`);
    return accept({ report, pictures: book.picturesOf(incidentId, language), timeZone: room.timeZone });
  }
}

/** The journal's own shape has no readonly lists. */
function copied({ title, about, sections, pictures }: ReturnType<typeof reportOf>): {
  title: string;
  about: string[];
  sections: ReturnType<typeof reportOf>['sections'][number][];
  pictures: Record<string, string>;
} {
  return { title, about: [...about], sections: [...sections], pictures: { ...pictures } };
}
