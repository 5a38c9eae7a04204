import { z } from 'zod';

/** A titled set of flags, one for each field of a schema. */
export interface FlagGroup {
  readonly title: string;
  /** Put before a flag's name where an earlier group has that name already. */
  readonly prefix: string;
  readonly schema: z.ZodObject;
  /** Shorter names, by field. */
  readonly short?: Readonly<Record<string, string>>;
  /** Defaults that stand in for those of the schema, as help shows them. */
  readonly defaults?: Readonly<Record<string, unknown>>;
}

/** One flag of the command line, made from one field of a schema. */
export interface Flag {
  /** Kebab-case, without dashes. */
  readonly name: string;
  /** A shorter name for the same. */
  readonly short: string | null;
  readonly group: FlagGroup;
  readonly field: string;
  readonly domain: Domain;
  /** How help names the value; empty for a switch. */
  readonly placeholder: string;
  readonly description: string;
  readonly default: unknown;
}

/** The values of a flag, as the JSON schema of its field tells them. */
export interface Domain {
  readonly type: 'boolean' | 'integer' | 'number' | 'string' | 'array';
  readonly enum?: readonly string[];
  readonly items?: Domain;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly multipleOf?: number;
}

type FieldSchema = Domain & {
  readonly description?: string;
  readonly default?: unknown;
  readonly placeholder?: string;
};

const types: ReadonlySet<unknown> = new Set(['boolean', 'integer', 'number', 'string', 'array']);
const placeholders = { boolean: '', integer: 'N', number: 'X', string: 'NAME', array: 'A,B,…' } as const;

/**
 * The flags for every field of every group; `stepsPerIteration` becomes `--steps-per-iteration`.
 * @throws Error for a field that no flag can carry (an object, a union): a defect of the schema's author.
 */
export function flagsOf(groups: readonly FlagGroup[]): Flag[] {
  const flags = new Map<string, Flag>();
  for (const group of groups) {
    const { properties = {} } = z.toJSONSchema(group.schema, { io: 'input' });
    for (const [field, property] of Object.entries(properties)) {
      const schema = property as FieldSchema;
      if (!types.has(schema.type)) throw new Error(`${group.title}: no flag can carry the field ${field}`);
      const plain = kebabCase(field);
      const name = flags.has(plain) ? `${group.prefix}-${plain}` : plain;
      flags.set(name, {
        name,
        short: group.short?.[field] ?? null,
        group,
        field,
        domain: schema,
        placeholder: schema.placeholder ?? schema.enum?.join('|') ?? placeholders[schema.type],
        description: schema.description ?? '',
        default: group.defaults?.[field] ?? schema.default,
      });
    }
  }
  return [...flags.values()];
}

/** How a flag is written: `--seed N`, or `--no-stop-when-solved` for a switch that is on by default. */
export function spelling({ name, short, domain, placeholder, ...flag }: Flag): string {
  if (domain.type === 'boolean') return flag.default === true ? `--no-${name}` : `--${name}`;
  return `${short === null ? '' : `--${short}, `}--${name} ${placeholder}`;
}

function kebabCase(field: string): string {
  return field
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replaceAll('_', '-')
    .toLowerCase();
}
