import { parseStartOptions } from './parseStartOptions.mjs';
import { SetupFailure } from './setupFailure.mjs';

export const sandboxUsage = `npm run sandbox -- [options]

  --days N             days of orders before today, 0 to 28 (2; each costs a second or two, 8 bring last week)
  --seed N             another city
  --scenario NAME      a story that happens at its own time of day, or a .json file of faults
  --shop               instead: a small shop of real services behind a real HAProxy, with a plan to practise
  --lease DURATION     of the shop's plan: 10m, or as short as 20s to watch its end
  --no-console         only the servers
  --theme, --language, --size, --virtual-display, --screenshot, --exit   as for npm start
  --help
`;

const ofTheCity = ['days', 'seed', 'scenario'];
const ofTheShop = ['lease'];
const daysMax = 28;

/**
 * The sandbox's own options; the rest is the console's.
 * @throws {SetupFailure} a sentence about the option that is wrong
 */
export function parseSandboxOptions(words, folder = process.cwd()) {
  const given = {};
  const rest = [];
  let [console, shop] = [true, false];
  for (let i = 0; i < words.length; i += 1) {
    const [, name, inline] = /^--([a-z-]+)(?:=(.*))?$/s.exec(words[i]) ?? [];
    if (name === 'no-console') console = false;
    else if (name === 'shop') shop = true;
    else if ([...ofTheCity, ...ofTheShop].includes(name))
      given[name] = inline ?? words[(i += 1)] ?? refuse(`--${name} needs a value.`);
    else rest.push(words[i]);
  }
  const astray = (shop ? ofTheCity : ofTheShop).find((name) => given[name] !== undefined);
  if (astray !== undefined)
    refuse(shop ? `--${astray} is of the city; with --shop there is none.` : `--${astray} goes with --shop.`);
  return { sandbox: shop ? shopOf(given) : cityOf(given), console, ...parseStartOptions(rest, folder) };
}

function cityOf({ days = 2, seed, scenario }) {
  return {
    days: wholeNumber('days', days, daysMax),
    ...(seed === undefined ? {} : { seed: wholeNumber('seed', seed, 0x7fff_ffff) }),
    ...(scenario === undefined ? {} : { scenario }),
  };
}

function shopOf({ lease = '10m' }) {
  if (!/^\d+[smh]$/.test(lease)) refuse(`--lease is a duration such as 20s or 10m, not "${lease}".`);
  return { shop: true, lease };
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
