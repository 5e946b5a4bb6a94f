// build/: the types of debian-install.mjs.

/** Where an unpacked package has its root folder, whether it is there or not. */
export function unpackedFolder(name: string): string;
