import { useState } from 'react';

/** The value, as the same object for as long as the same is in it: plain JSON that comes anew with every record. */
export function useKept<Value>(value: Value): Value {
  const [kept, setKept] = useState(value);
  if (kept === value || JSON.stringify(kept) === JSON.stringify(value)) return kept;
  setKept(value);
  return value;
}
