import { BrowserWindow, session, type Session } from 'electron';
import { setTimeout as wait } from 'node:timers/promises';
import { accept, refuse, type Result } from '../../contract/result';
import { guardSession } from './guards';
import type { Log } from './logFile';
import { fontFaces } from './fontFaces';
import { serveRenderer } from './protocol';

export interface PdfPrinter {
  /** A4 with page numbers. `page` gets the rules of the console's own fonts and gives the whole document. */
  print(page: (fonts: string) => string, footer: string): Promise<Result<Uint8Array>>;
}

/** A report of twenty pages takes about a second. */
const printMsMax = 30_000;
const address = 'app://console/report-print';
const partition = 'report-print';
/** Of the paper, inches; the footer stands in the lower one. */
const margins = { top: 0.6, bottom: 0.75, left: 0.6, right: 0.6 } as const;

/**
 * Prints in a window nobody sees: sandboxed, without scripts, in a session of its own that reaches the document, the console's fonts
 * and nothing else. `rendererFolder`: where the built windows and their fonts lie.
 */
export function createPdfPrinter(rendererFolder: string, log: Log): PdfPrinter {
  let printing: Session | null = null;
  let document = '';
  let busy: Promise<unknown> = Promise.resolve();

  function ownSession(): Session {
    if (printing !== null) return printing;
    printing = session.fromPartition(partition, { cache: false });
    guardSession(printing, log);
    serveRenderer(printing, rendererFolder, (url) => (url === address ? document : null));
    return printing;
  }

  async function printNow(html: string, footer: string): Promise<Result<Uint8Array>> {
    document = html;
    const window = new BrowserWindow({
      show: false,
      webPreferences: {
        session: ownSession(),
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        javascript: false,
        webviewTag: false,
        spellcheck: false,
      },
    });
    try {
      await window.loadURL(address);
      const pdf = await window.webContents.printToPDF({
        pageSize: 'A4',
        printBackground: true,
        margins,
        displayHeaderFooter: true,
        headerTemplate: '<span></span>',
        footerTemplate: footerOf(footer),
        generateDocumentOutline: true,
        generateTaggedPDF: true,
      });
      return accept(new Uint8Array(pdf));
    } catch (error) {
      return refuse('unavailable', `The report could not be printed: ${error instanceof Error ? error.message : String(error)}.`);
    } finally {
      window.destroy();
      document = '';
    }
  }

  return {
    // One at a time: they share an address.
    print: (page, footer) => {
      const printed = busy.then(async () => {
        const html = page(await fontFaces(rendererFolder));
        const late = wait(printMsMax, refuse('unavailable', 'Printing took too long. Export it as HTML and print that.'));
        return Promise.race([printNow(html, footer), late]);
      });
      busy = printed.catch(() => undefined);
      return printed;
    },
  };
}

/** Chromium fills in the classes. It knows none of the document's fonts: nothing but Latin letters here. */
function footerOf(text: string): string {
  const plain = text.replace(/[^\w -]/g, '');
  return `<div style="width:100%;padding:0 15mm;display:flex;justify-content:space-between;font:8px sans-serif;color:#5E6875"><span>${plain}</span><span><span class="pageNumber"></span> / <span class="totalPages"></span></span></div>`;
}
