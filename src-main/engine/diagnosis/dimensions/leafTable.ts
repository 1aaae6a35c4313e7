/**
 * The finest rows of one change: one row (leaf) for each combination of attribute values that was seen. Columns are integers, because the
 * search touches every leaf once for each subset of attributes.
 */
export interface LeafTable {
  /** Attribute names, in the order of all columns below. */
  readonly attributes: readonly string[];
  /** The values of each attribute; a code is an index into its list. */
  readonly values: readonly (readonly string[])[];
  /** One column for each attribute: the code of each leaf. */
  readonly codes: readonly Int32Array[];
  readonly leafCount: number;
}

/** `columns[a][i]` is leaf i's value of attribute a, as text. All columns have the same length. */
export function leafTable(attributes: readonly string[], columns: readonly (readonly string[])[]): LeafTable {
  const encoded = columns.map(encodeColumn);
  return {
    attributes,
    values: encoded.map(({ values }) => values),
    codes: encoded.map(({ codes }) => codes),
    leafCount: columns[0]?.length ?? 0,
  };
}

function encodeColumn(column: readonly string[]): { values: string[]; codes: Int32Array } {
  const codeOf = new Map<string, number>();
  const values: string[] = [];
  const codes = new Int32Array(column.length);
  column.forEach((value, i) => {
    let code = codeOf.get(value);
    if (code === undefined) {
      code = values.length;
      codeOf.set(value, code);
      values.push(value);
    }
    codes[i] = code;
  });
  return { values, codes };
}
