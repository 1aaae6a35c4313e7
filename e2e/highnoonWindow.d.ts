import type { PreloadApi } from '../contract/preloadApi';

declare global {
  interface Window {
    readonly highnoon: PreloadApi;
  }
}
