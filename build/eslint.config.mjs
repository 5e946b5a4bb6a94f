// build/: the linter. It also proves the one-way imports of the house; see CONTRIBUTING.md.
import eslint from '@eslint/js';
import tseslint from 'typescript-eslint';

const inside = (...folders) => folders.map((folder) => `**/${folder}/**`);

// The rooms of the house and what each may not import. A pattern is matched against the text of the
// import, gitignore style: a pattern of any depth ending in /probe/ forbids '../probe/x.ts'.
/** @type {Record<string, { forbidden: string[], why: string }>} */
const rooms = {
  'shared/**': {
    forbidden: ['node:*', ...inside('main', 'renderer', 'test')],
    why: 'shared/ is spoken by every process: no Node, no DOM, nothing from the other folders.',
  },
  'main/system/**': {
    forbidden: [
      ...inside(
        'clients',
        'probe',
        'diagnose',
        'autoconfig',
        'migrate',
        'engine',
        'cli',
        'demo',
        'electron',
        'fleet',
      ),
      ...inside('test'),
    ],
    why: 'system is the ground floor: it knows nothing above it.',
  },
  'main/clients/**': {
    forbidden: [
      ...inside(
        'probe',
        'diagnose',
        'autoconfig',
        'migrate',
        'engine',
        'cli',
        'demo',
        'electron',
        'fleet',
      ),
      ...inside('test'),
    ],
    why: 'a mail program knows neither the wire nor the decisions.',
  },
  'main/probe/**': {
    forbidden: [
      ...inside(
        'clients',
        'diagnose',
        'autoconfig',
        'migrate',
        'engine',
        'cli',
        'demo',
        'electron',
        'fleet',
      ),
      ...inside('test'),
    ],
    why: 'the probe observes; it knows no mail program and decides nothing.',
  },
  'main/autoconfig/**': {
    forbidden: [
      ...inside(
        'clients',
        'probe',
        'diagnose',
        'migrate',
        'engine',
        'cli',
        'demo',
        'electron',
        'fleet',
      ),
      ...inside('test'),
    ],
    why: 'autoconfig reads what a domain publishes; it tests nothing and decides nothing.',
  },
  'main/diagnose/**': {
    forbidden: [
      ...inside(
        'clients',
        'probe',
        'autoconfig',
        'migrate',
        'engine',
        'cli',
        'demo',
        'electron',
        'fleet',
      ),
      ...inside('test'),
      'node:fs*',
      'node:net',
      'node:tls',
      'node:dns*',
      'node:child_process',
      'node:os',
    ],
    why: 'diagnose is pure: values in, values out.',
  },
  'main/migrate/**': {
    forbidden: [
      ...inside('autoconfig', 'probe', 'diagnose', 'engine', 'cli', 'demo', 'electron', 'fleet'),
      ...inside('test'),
    ],
    why: 'migrate writes what it is given; it neither decides nor draws.',
  },
  'main/engine/**': {
    forbidden: [...inside('cli', 'demo', 'electron', 'fleet', 'wizard'), ...inside('test')],
    why: 'the engine is what every face calls; it knows no face.',
  },
  'main/demo/**': {
    forbidden: [...inside('cli', 'electron', 'fleet'), ...inside('test')],
    why: 'the demo world is a world, not a face.',
  },
  'main/cli/**': {
    forbidden: [...inside('electron', 'fleet', 'test', 'wizard')],
    why: 'faces do not know each other.',
  },
  'main/electron/**': {
    forbidden: inside('cli', 'renderer', 'test'),
    why: 'the process around the window; faces do not know each other.',
  },
  'main/preload.ts': {
    forbidden: [
      'node:*',
      'valibot',
      ...inside(
        'autoconfig',
        'cli',
        'clients',
        'demo',
        'diagnose',
        'engine',
        'fleet',
        'migrate',
        'probe',
        'renderer',
        'system',
        'test',
        'wizard',
      ),
    ],
    why: 'the preload script is the bridge and nothing else.',
  },
  'renderer/**': {
    forbidden: ['node:*', ...inside('main', 'test')],
    why: 'the pages know shared/ and the DOM.',
  },
  'main/wizard/**': {
    forbidden: inside('cli', 'demo', 'electron', 'fleet', 'renderer', 'test'),
    why: 'the session answers the window; it knows neither Electron nor another face.',
  },
};

/** Everything else takes what it needs of Electron as a value. */
const MAY_IMPORT_ELECTRON = ['main/electron/**', 'main/preload.ts'];

export default tseslint.config(
  { ignores: ['out/**', 'node_modules/**'] },
  eslint.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/prefer-readonly': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      // Half the numbers of this product are bytes: hexadecimal and bit tests are its daily bread.
      '@typescript-eslint/no-magic-numbers': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      'prefer-const': 'error',
    },
  },
  {
    files: ['test/**'],
    rules: {
      // Tests reach into JSON documents and scripted servers; `!` keeps them readable.
      '@typescript-eslint/no-non-null-assertion': 'off',
      'no-console': 'off',
    },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: {
      globals: { process: 'readonly', console: 'readonly', URL: 'readonly', Buffer: 'readonly' },
    },
    rules: { 'no-console': 'off' },
  },
  ...Object.entries(rooms).map(([folder, { forbidden, why }]) => ({
    files: folder.endsWith('.ts') ? [folder] : [`${folder}/*.ts`, `${folder}/*.tsx`],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: [...forbidden, ...(MAY_IMPORT_ELECTRON.includes(folder) ? [] : ['electron'])],
              message: why,
            },
          ],
        },
      ],
    },
  })),
);
