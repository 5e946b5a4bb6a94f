// main/clients/thunderbird: small helpers for errors as values.
// May import: shared.
import type { Problem, ProblemCode } from '../../../shared/model/problem.ts';

export function problem(code: ProblemCode, where: string, facts: Problem['facts'] = {}): Problem {
  return { code, where, facts };
}

/** Node's own code of a failed system call, for the report: EACCES, EISDIR... */
export function errorCode(error: unknown): string {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  return typeof code === 'string' ? code : 'unknown';
}
