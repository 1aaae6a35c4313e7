/** The only pages the console opens in the system's browser: https, exactly these hosts, nothing smuggled in. */
export const externalHosts: readonly string[] = ['github.com', 'prometheus.io', 'www.electronjs.org'];

/** The address to hand to the system, or null when it is not on the list. */
export function allowedExternalUrl(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const plain = url.protocol === 'https:' && url.username === '' && url.password === '' && url.port === '';
  return plain && externalHosts.includes(url.hostname) ? url.href : null;
}
