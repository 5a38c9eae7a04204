/** A form's fields, made from the JSON Schema of a configuration (an object of numbers, switches, choices and texts). */

interface FieldBase {
  /** In the configuration. */
  readonly name: string;
  /** As a person reads it: `learningRate` is "Learning rate". */
  readonly title: string;
  readonly unit: string;
  readonly description: string;
  readonly default: unknown;
}

export type Field =
  | (FieldBase & {
      readonly kind: 'number';
      readonly integer: boolean;
      /** Undefined where the schema has no limit of its own. */
      readonly low: number | undefined;
      readonly high: number | undefined;
      /** Whether the limits themselves are excluded. */
      readonly aboveLow: boolean;
      readonly belowHigh: boolean;
      readonly multipleOf: number | undefined;
    })
  | (FieldBase & { readonly kind: 'switch' })
  | (FieldBase & { readonly kind: 'choice'; readonly choices: readonly string[] })
  | (FieldBase & { readonly kind: 'text'; readonly longest: number | undefined });

interface Property {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly const?: unknown;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly multipleOf?: number;
  readonly maxLength?: number;
}

/** Every field that a form can show; constants, objects and lists are left to their defaults. */
export function fieldsOf(schema: Readonly<Record<string, unknown>>): Field[] {
  const properties = (schema['properties'] ?? {}) as Readonly<Record<string, Property>>;
  return Object.entries(properties).flatMap(([name, property]) => fieldOf(name, property) ?? []);
}

function fieldOf(name: string, property: Property): Field | null {
  const base = { name, ...titleOf(name), description: property.description ?? '', default: property.default };
  if (property.const !== undefined) return null;
  if (property.enum) return { ...base, kind: 'choice', choices: property.enum };
  switch (property.type) {
    case 'boolean':
      return { ...base, kind: 'switch' };
    case 'string':
      return { ...base, kind: 'text', longest: property.maxLength };
    case 'integer':
    case 'number':
      return {
        ...base,
        kind: 'number',
        integer: property.type === 'integer',
        low: limit(property.exclusiveMinimum ?? property.minimum),
        high: limit(property.exclusiveMaximum ?? property.maximum),
        aboveLow: property.exclusiveMinimum !== undefined,
        belowHigh: property.exclusiveMaximum !== undefined,
        multipleOf: property.multipleOf,
      };
    default:
      return null;
  }
}

/** Limits at the edge of exact integers come from the number format: no limits that a person set. */
function limit(value: number | undefined): number | undefined {
  return value !== undefined && Math.abs(value) < Number.MAX_SAFE_INTEGER ? value : undefined;
}

/** Words and unit of a camel-case name that may end in a unit: `maxSpeed_rad_s` is "Max speed", rad/s. */
export function titleOf(name: string): { title: string; unit: string } {
  const [camel = '', ...unit] = name.split('_');
  const words = camel.replaceAll(/([a-z])([A-Z0-9])/g, '$1 $2').toLowerCase();
  return { title: words.charAt(0).toUpperCase() + words.slice(1), unit: unit.join('/') };
}
