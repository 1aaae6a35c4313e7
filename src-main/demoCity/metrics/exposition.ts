/** Writes the Prometheus text format 0.0.4 (https://prometheus.io/docs/instrumenting/exposition_formats/). */
export interface Exposition {
  family(name: string, type: 'counter' | 'gauge' | 'histogram', help: string): void;
  sample(name: string, labels: string, value: number): void;
  text(): string;
}

export function createExposition(): Exposition {
  const lines: string[] = [];
  return {
    family: (name, type, help) => {
      lines.push(`# HELP ${name} ${help.replace(/\\/g, '\\\\').replace(/\n/g, '\\n')}`, `# TYPE ${name} ${type}`);
    },
    sample: (name, labels, value) => {
      lines.push(labels === '' ? `${name} ${formatValue(value)}` : `${name}{${labels}} ${formatValue(value)}`);
    },
    text: () => `${lines.join('\n')}\n`,
  };
}

/** `city="shanghai",stage="pay"`, values escaped. */
export function labelText(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .map(([name, value]) => `${name}="${value.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n')}"`)
    .join(',');
}

export function formatValue(value: number): string {
  if (Number.isFinite(value)) return String(value);
  return Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf';
}
