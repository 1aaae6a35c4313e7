/**
 * A name as an id of the workspace format: begins with a letter, holds no slash or space, and is nothing that YAML reads as
 * something else than a name. Different names may become one id; who needs them apart sees to it.
 */
export function plainId(name: string): string {
  const plain = name
    .replaceAll(/[^A-Za-z0-9_.-]+/g, '-')
    .replace(/^[^A-Za-z]+/, '')
    .slice(0, 60);
  return plain === '' || /^(true|false|null)$/i.test(plain) ? `${plain}node` : plain;
}
