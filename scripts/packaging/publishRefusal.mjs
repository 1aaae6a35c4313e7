/**
 * Why this build must not leave the house, or null when it may.
 * @param {'official' | 'fallback' | undefined} origin of the Electron it stands on
 */
export function publishRefusal(origin) {
  if (origin === 'official') return null;
  if (origin === 'fallback')
    return 'This build stands on the fallback Electron runtime, which is for development and tests only: it is not published. Package it where the official Electron can be downloaded.';
  return 'It is not known which Electron this build stands on: it is not published.';
}
