/** What a JSON pointer (RFC 6901) points at; undefined where there is nothing. `''` is the whole. */
export function valueAtPointer(json: unknown, pointer: string): unknown {
  if (pointer === '') return json;
  return pointer
    .slice(1)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((value, step) => {
      if (typeof value !== 'object' || value === null) return undefined;
      // The standard knows no other way to write an index, and "-" is the place after the last.
      if (Array.isArray(value)) return /^(0|[1-9]\d*)$/.test(step) ? value[Number(step)] : undefined;
      return Object.entries(value).find(([key]) => key === step)?.[1];
    }, json);
}
