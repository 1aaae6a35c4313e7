const { contextBridge, ipcRenderer } = require('electron');

contextBridge.exposeInMainWorld('naive', {
  onPanels: (listener) => ipcRenderer.on('panels', (_event, panels) => listener(panels)),
});
