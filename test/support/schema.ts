// test/support: holds JSON documents against the shipped schema.
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { default as formats } from 'ajv-formats';
import type { Document } from '../../shared/model/document.ts';

const file = new URL('../../shared/schemas/document.schema.json', import.meta.url);

export const documentSchema = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;

const ajv = new Ajv2020({ allErrors: true, strict: true });
formats.default(ajv);
const validate = ajv.compile<Document>(documentSchema);

/** The document in `text`, which must be one and nothing else. Throws with every fault named. */
export function validDocument(text: string): Document {
  const value: unknown = JSON.parse(text);
  if (validate(value)) return value;
  throw new Error(ajv.errorsText(validate.errors, { separator: '\n' }));
}
