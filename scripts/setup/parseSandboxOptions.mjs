import { parseStartOptions } from './parseStartOptions.mjs';
import { SetupFailure } from './setupFailure.mjs';

export const sandboxUsage = `npm run sandbox -- [options]

  --days N             days of orders before today, 0 to 28 (2; each costs a second or two, 8 bring last week)
  --seed N             another city
  --scenario NAME      a story that happens at its own time of day, or a .json file of faults
  --no-console         only the servers
  --theme, --language, --size, --virtual-display, --screenshot, --exit   as for npm start
  --help
`;

const own = ['days', 'seed', 'scenario'];
const daysMax = 28;

/**
 * The sandbox's own options; the rest is the console's.
 * @throws {SetupFailure} a sentence about the option that is wrong
 */
export function parseSandboxOptions(words, folder = process.cwd()) {
  const sandbox = { days: 2 };
  const rest = [];
  let console = true;
  for (let i = 0; i < words.length; i += 1) {
    const [, name, inline] = /^--([a-z-]+)(?:=(.*))?$/s.exec(words[i]) ?? [];
    if (name === 'no-console') console = false;
    else if (own.includes(name)) sandbox[name] = inline ?? words[(i += 1)] ?? refuse(`--${name} needs a value.`);
    else rest.push(words[i]);
  }
  sandbox.days = wholeNumber('days', sandbox.days, daysMax);
  if (sandbox.seed !== undefined) sandbox.seed = wholeNumber('seed', sandbox.seed, 0x7fff_ffff);
  return { sandbox, console, ...parseStartOptions(rest, folder) };
}

function wholeNumber(name, text, most) {
  const number = Number(text);
  return Number.isInteger(number) && number >= 0 && number <= most
    ? number
    : refuse(`--${name} is a whole number from 0 to ${most}, not "${text}".`);
}

function refuse(sentence) {
  throw new SetupFailure(sentence);
}
