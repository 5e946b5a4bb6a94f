// test/real: loopback addresses of the real servers. Linux answers on all of 127.0.0.0/8, so each
// test file has a range of its own, its servers take the standard ports, and files run side by side.
// May import: nothing.

/** The first three numbers of each test file's range. */
export const RANGES = {
  servers: '127.0.41',
  thunderbird: '127.0.42',
  scanToUndo: '127.0.43',
  process: '127.0.44',
  realRigs: '127.0.45',
  faultsNode: '127.0.46',
  faultsElectron: '127.0.47',
  misconfigured: '127.0.48',
  window: '127.0.49',
} as const;
