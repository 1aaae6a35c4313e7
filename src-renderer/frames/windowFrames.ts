import type { FrameBatch } from '../../contract/frames';
import { framePortTag } from '../../contract/preloadApi';
import { createFrameClient, type FrameClient, type FramePort } from './frameClient';

let client: FrameClient | undefined;

/** This window's one frame client; listens for its port and asks main for it at the first call. */
export function windowFrames(): FrameClient {
  client ??= connect(createFrameClient(queueMicrotask));
  return client;
}

function connect(frames: FrameClient): FrameClient {
  window.addEventListener('message', (event: MessageEvent) => {
    // Preload posts from this very window; a frame or an opener may not hand us a port.
    if (event.source !== window || event.data !== framePortTag) return;
    const [port] = event.ports;
    if (port !== undefined) frames.usePort(framePortOf(port));
  });
  const tellVisibility = (): void => frames.setWindowVisible(!document.hidden);
  document.addEventListener('visibilitychange', tellVisibility);
  tellVisibility();
  askForPort();
  return frames;
}

/** Both ends are ours: what comes over this port is a batch by construction. */
function framePortOf(port: MessagePort): FramePort {
  return {
    send: (request) => port.postMessage(request),
    listen: (listener) => {
      port.onmessage = (event: MessageEvent<FrameBatch>) => listener(event.data);
    },
    close: () => port.close(),
  };
}

/** The engine may not be up yet: main then sends the port by itself later, but a refusal is asked again. */
function askForPort(): void {
  void window.highnoon.requestFrames().then((answer) => {
    if (!answer.ok) setTimeout(askForPort, retryMs);
  });
}
const retryMs = 1_000;
