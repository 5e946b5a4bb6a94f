// main/clients/thunderbird: everything that beats a profile's own files, gathered once per run for
// each set of installations. May import: shared, main/system, this folder.
import { pathOf, type Environment } from '../../system/environment.ts';
import type { Files } from '../../system/files.ts';
import { readAutoconfig } from './autoconfig.ts';
import { readDefaultFiles } from './default-files.ts';
import { Installs, type Install } from './installs.ts';
import { collectOverrides, type Override, type Overrides } from './overrides.ts';
import { readPolicies } from './policies.ts';

/** One installation's additions in the order of application: defaults, autoconfig, policies. */
function gatherInstall(files: Files, environment: Environment, install: Install) {
  const rules = pathOf(environment);
  const join = (...parts: string[]): string => rules.join(...parts);
  const defaults = readDefaultFiles(files, join, install);
  const autoconfig = readAutoconfig(files, join, install, defaults.overrides);
  const policies = readPolicies(files, environment, install);
  return {
    overrides: [
      ...defaults.overrides,
      ...autoconfig.overrides,
      ...policies.overrides,
    ] satisfies Override[],
    remote: autoconfig.remote,
    certificates: policies.certificates,
    problems: [...defaults.problems, ...autoconfig.problems, ...policies.problems],
  };
}

function gather(files: Files, environment: Environment, installs: readonly Install[]): Overrides {
  const parts = installs.map((install) => gatherInstall(files, environment, install));
  const problems = parts.flatMap((part) => part.problems);
  return collectOverrides(
    parts.flatMap((part) => part.overrides),
    {
      remote: parts.map((part) => part.remote).find((remote) => remote !== null) ?? null,
      certificates: {
        importEnterpriseRoots: parts
          .map((part) => part.certificates.importEnterpriseRoots)
          .find((value) => value !== undefined),
        install: [...new Set(parts.flatMap((part) => part.certificates.install))],
      },
      problems: [
        ...new Map(problems.map((one) => [`${one.code} ${one.where ?? ''}`, one])).values(),
      ],
    },
  );
}

/** Reads each set of installations once; `forget` before a new look around. */
export class OverridesCache {
  readonly #files: Files;
  readonly #environment: Environment;
  readonly #known = new Map<string, Overrides>();
  #installs: Installs;

  constructor(files: Files, environment: Environment) {
    this.#files = files;
    this.#environment = environment;
    this.#installs = new Installs(files, environment);
  }

  forget(): void {
    this.#known.clear();
    this.#installs = new Installs(this.#files, this.#environment);
  }

  /** What beats the files of a profile. Throws nothing. */
  of(profile: string): Overrides {
    const installs = this.#installs.for(profile);
    const key = installs.map(({ folder, system }) => `${folder ?? ''}\n${system ?? ''}`).join('\n');
    const known = this.#known.get(key);
    if (known) return known;
    const overrides = gather(this.#files, this.#environment, installs);
    this.#known.set(key, overrides);
    return overrides;
  }
}
