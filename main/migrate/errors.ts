// main/migrate: what the system's errors mean to a write, as problems.
// May import: shared, main/system, main/clients, node.
import { ProblemError, type Problem, type ProblemCode } from '../../shared/model/problem.ts';

/** errno(3) names that have a code of their own; any other is `write-failed`. */
const CODE_OF_ERRNO: Readonly<Record<string, ProblemCode>> = {
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EROFS: 'read-only',
};

/** The `code` of an ErrnoException, or undefined for any other value. */
export function errnoOf(error: unknown): string | undefined {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  return typeof code === 'string' ? code : undefined;
}

/**
 * Any thrown value as a problem: a ProblemError's own, `disk-full`, `read-only` or `write-failed`
 * (with the errno name as the fact `errno`) for an error of the file system, else `internal`.
 */
export function problemFrom(error: unknown, where: string | null): Problem {
  if (error instanceof ProblemError) return error.problem;
  const errno = errnoOf(error);
  if (errno !== undefined) {
    return { code: CODE_OF_ERRNO[errno] ?? 'write-failed', where, facts: { errno } };
  }
  return { code: 'internal', where, facts: { message: String(error) } };
}

/** The same as an exception that keeps its cause. */
export function problemErrorFrom(error: unknown, where: string | null): ProblemError {
  return error instanceof ProblemError
    ? error
    : new ProblemError(problemFrom(error, where), { cause: error });
}
