// main: the window's preload script: puts the Bridge of shared/contract.ts into the page, and nothing
// else. May import: electron, the types of shared, main/electron/names.ts.
import { contextBridge, ipcRenderer } from 'electron';
import type { Answers, Bridge, Channel, EventName, Outcome } from '../shared/contract.ts';
import { BRIDGE, WIRE } from './electron/names.ts';

type Hear = (value: unknown) => void;

/** Who listens to what. Electron's own event object, with its way to the main process, stays here. */
const listeners = new Map<EventName, Set<Hear>>();

ipcRenderer.on(WIRE.event, (_event, name: EventName, value: unknown) => {
  for (const hear of listeners.get(name) ?? []) hear(value);
});

const bridge: Bridge = {
  async ask(channel, request) {
    try {
      return (await ipcRenderer.invoke(WIRE.ask, channel, request)) as Outcome<
        Answers[typeof channel & Channel]
      >;
    } catch (error) {
      // What can't be copied between processes, or a main process that is going away.
      const message = error instanceof Error ? error.message : String(error);
      return { ok: false, problem: { code: 'internal', where: null, facts: { message } } };
    }
  },
  listen(event, hear) {
    const hearing: Hear = (value) => {
      (hear as Hear)(value);
    };
    const all = listeners.get(event) ?? new Set();
    listeners.set(event, all.add(hearing));
    return () => {
      all.delete(hearing);
    };
  },
};

contextBridge.exposeInMainWorld(BRIDGE, bridge);
