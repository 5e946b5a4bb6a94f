// test/support: everything below a folder, so that two looks can be compared. May import: node.
import { lstatSync, readFileSync, readdirSync, readlinkSync } from 'node:fs';
import path from 'node:path';

/** Every path below a folder with its mode and content: equal for folders equal to the byte. */
export function everythingIn(folder: string): ReadonlyMap<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return new Map(
    names.map((name) => {
      const file = path.join(folder, name);
      const facts = lstatSync(file);
      const mode = facts.mode.toString(8);
      if (facts.isSymbolicLink()) return [name, `${mode} -> ${readlinkSync(file)}`];
      return [name, `${mode} ${facts.isFile() ? readFileSync(file).toString('latin1') : ''}`];
    }),
  );
}

/** The names whose mode or content differ, or that only one of the two has. */
export function differences(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): readonly string[] {
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].filter((name) => before.get(name) !== after.get(name));
}
