// main/cli: which languages the person wants. Pure. May import: nothing.

/** The parts of the environment that name a language (POSIX.1-2024, 8.2; gettext, 2.3). */
export type LanguageVariables = Readonly<
  Partial<Record<'LC_ALL' | 'LC_MESSAGES' | 'LANG' | 'LANGUAGE', string | undefined>>
>;

/** `C`, `POSIX` and `C.UTF-8`: no language is wanted but the program's own. */
const NO_LANGUAGE = /^(C|POSIX)(\.|$)/;

/**
 * Language tags, the most wanted first: LC_ALL before LC_MESSAGES before LANG, where empty is the
 * same as unset. The list of LANGUAGE comes in place of theirs, as gettext has it, but only where
 * they name a language. Where none of them is set (Windows, an app of macOS) `system` is asked.
 */
export function wantedLanguages(
  variables: LanguageVariables,
  system: () => string,
): readonly string[] {
  const locale = [variables.LC_ALL, variables.LC_MESSAGES, variables.LANG].find(
    (value) => value !== undefined && value !== '',
  );
  if (locale === undefined) return [system()];
  if (NO_LANGUAGE.test(locale)) return [locale];
  const list = (variables.LANGUAGE ?? '').split(':').filter((tag) => tag !== '');
  return list.length > 0 ? list : [locale];
}
