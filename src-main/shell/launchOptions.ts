import { resolve } from 'node:path';
import { languages, themes, type Language, type Theme } from '../../contract/choices';

/** What the command line asks for; switches of Chromium and words we do not know are left to others. */
export interface LaunchOptions {
  /** Absolute path of a workspace file. */
  readonly workspace: string | null;
  /** A `highnoon:` link, as the system hands it over; not yet understood. */
  readonly link: string | null;
  readonly screenshot: string | null;
  readonly exit: boolean;
  /** Content size of the first window, DIP. */
  readonly size: { readonly width: number; readonly height: number } | null;
  readonly theme: Theme | null;
  readonly language: Language | null;
  /** `--city-speed=60` and its like, handed on to Demo City as `--speed=60`. */
  readonly cityArguments: readonly string[];
}

export function readLaunchOptions(argv: readonly string[], workingFolder: string): LaunchOptions {
  const valueOf = (name: string): string | null => {
    const prefix = `--${name}=`;
    const text = argv.findLast((word) => word.startsWith(prefix))?.slice(prefix.length);
    return text === undefined || text === '' ? null : text;
  };
  const pathOf = (name: string): string | null => {
    const path = valueOf(name);
    return path === null ? null : resolve(workingFolder, path);
  };
  return {
    workspace: pathOf('workspace'),
    link: argv.find((word) => word.startsWith('highnoon:')) ?? null,
    screenshot: pathOf('screenshot'),
    exit: argv.includes('--exit'),
    size: sizeOf(valueOf('size')),
    theme: themes.find((theme) => theme === valueOf('theme')) ?? null,
    language: languages.find((language) => language === valueOf('language')) ?? null,
    cityArguments: argv.filter((word) => /^--city-[a-z-]+=/.test(word)).map((word) => word.replace('--city-', '--')),
  };
}

function sizeOf(text: string | null): LaunchOptions['size'] {
  const match = /^(\d{3,5})x(\d{3,5})$/.exec(text ?? '');
  return match === null ? null : { width: Number(match[1]), height: Number(match[2]) };
}
