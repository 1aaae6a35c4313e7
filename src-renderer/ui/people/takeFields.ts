/**
 * What stands in a form, by field name. Passphrases are gone from the page before anybody is asked: the fields are not React's,
 * so no state ever held them either.
 */
export function takeFields<Name extends string>(form: HTMLFormElement, names: readonly Name[]): Readonly<Record<Name, string>> {
  const taken = names.map((name) => [name, valueOf(form, name)] as const);
  clearPassphrases(form);
  return Object.fromEntries(taken) as Readonly<Record<Name, string>>;
}

export function clearPassphrases(within: ParentNode): void {
  for (const field of within.querySelectorAll<HTMLInputElement>('input[type="password"]')) field.value = '';
}

function valueOf(form: HTMLFormElement, name: string): string {
  const value = new FormData(form).get(name);
  return typeof value === 'string' ? value : '';
}
