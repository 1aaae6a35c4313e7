import { resolve } from 'node:path';
import { SetupFailure } from './setupFailure.mjs';

export const startUsage = `npm start -- [options]

  --workspace FILE     open this workspace instead of Demo City
  --theme dark|light
  --language zh|en
  --size 1366x768      size of the first window
  --virtual-display    no screen here: draw on a virtual one
  --screenshot FILE    write a picture of the live overview (PNG)
  --exit               end after the picture
  --help

Anything else goes to the console and to Chromium as it is.
`;

const choices = { theme: ['dark', 'light'], language: ['zh', 'en'] };
const paths = ['workspace', 'screenshot'];
const screenLeast = { width: 1920, height: 1080 };

/**
 * Options take their value as the next word or behind "=". Files are made absolute: the console's folder is not the shell's.
 * @throws {SetupFailure} a sentence about the option that is wrong
 */
export function parseStartOptions(words, folder = process.cwd()) {
  const options = { help: false, virtualDisplay: false, screen: screenLeast, appArguments: [] };
  for (let i = 0; i < words.length; i += 1) {
    const [, name, inline] = /^--([a-z-]+)(?:=(.*))?$/s.exec(words[i]) ?? [];
    const value = () => inline ?? words[(i += 1)] ?? refuse(`--${name} needs a value.`);
    if (name === 'help') options.help = true;
    else if (name === 'virtual-display') options.virtualDisplay = true;
    else if (name === 'size') {
      const size = parseSize(value());
      options.screen = { width: Math.max(size.width, screenLeast.width), height: Math.max(size.height, screenLeast.height) };
      options.appArguments.push(`--size=${size.width}x${size.height}`);
    } else if (paths.includes(name)) options.appArguments.push(`--${name}=${resolve(folder, value())}`);
    else if (Object.hasOwn(choices, name ?? '')) options.appArguments.push(`--${name}=${chosen(name, value())}`);
    else options.appArguments.push(words[i]);
  }
  return options;
}

function parseSize(text) {
  const [, width, height] = /^(\d{3,4})x(\d{3,4})$/.exec(text) ?? refuse(`--size is written like 1366x768, not "${text}".`);
  return { width: Number(width), height: Number(height) };
}

function chosen(name, value) {
  if (!choices[name].includes(value)) refuse(`--${name} is ${choices[name].join(' or ')}, not "${value}".`);
  return value;
}

function refuse(sentence) {
  throw new SetupFailure(sentence);
}
