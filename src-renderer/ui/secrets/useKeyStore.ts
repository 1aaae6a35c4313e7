import { useEffect, useState } from 'react';

/** Whether this system can seal a secret; null until main said so. Asked when somebody is about to enter one: a key store may be unlocked meanwhile. */
export function useKeyStore(): boolean | null {
  const [available, setAvailable] = useState<boolean | null>(null);
  useEffect(() => {
    let current = true;
    void window.highnoon.ask('secret.keyStore', undefined).then((answer) => {
      if (current && answer.ok) setAvailable(answer.value.available);
    });
    return () => {
      current = false;
    };
  }, []);
  return available;
}
