// main/electron: the few names that the main process and the preload script share.
// May import: nothing.

/** The two wires between the processes: questions one way, events the other. */
export const WIRE = { ask: 'ask', event: 'event' } as const;

/** `window.starttlsMigrator`: the Bridge of shared/contract.ts, all that the pages are given. */
export const BRIDGE = 'starttlsMigrator';
