import type { AgentCard, Catalogue, NewRun, RunSummary, TaskCard } from '../../../contracts/lab-api.ts';
import { fieldsOf, type Field } from '../../form/fields.ts';

export type Values = Record<string, unknown>;
export const sectionNames = ['task', 'agent', 'run'] as const;
export type SectionName = (typeof sectionNames)[number];

/** A new run as it is being filled in: what was chosen and, of every section, only what differs from the suggestion. */
export interface Draft {
  name: string;
  task: string;
  agent: string;
  given: Record<SectionName, Values>;
}

/** A titled set of fields, the essential ones first. */
export interface Section {
  readonly name: SectionName;
  readonly title: string;
  readonly essential: readonly Field[];
  readonly advanced: readonly Field[];
  /** What each field is when nothing is given. */
  readonly suggested: Readonly<Values>;
}

const essentialRunFields = ['environmentSteps', 'stopWhenSolved', 'seed', 'engine'];
/** Chosen by cards, not by fields. */
const chosenElsewhere = ['task', 'agent'];
/** An agent's author lists the fields that matter first. */
const ESSENTIAL_AGENT_FIELDS = 2;

export function sectionsOf(catalogue: Catalogue, task: TaskCard, agent: AgentCard): Section[] {
  const taskFields = fieldsOf(task.schema);
  const agentFields = fieldsOf(agent.schema);
  const suggestions = agent.suggestions[task.id];
  const runFields = fieldsOf(catalogue.runSchema).filter(({ name }) => !chosenElsewhere.includes(name));
  return [
    {
      name: 'run',
      title: 'Training',
      essential: essentialRunFields.flatMap((name) => runFields.find((field) => field.name === name) ?? []),
      advanced: runFields.filter(({ name }) => !essentialRunFields.includes(name)),
      suggested: { ...defaultsOf(runFields), ...suggestions?.run },
    },
    { name: 'task', title: task.title, essential: taskFields, advanced: [], suggested: defaultsOf(taskFields) },
    {
      name: 'agent',
      title: agent.title,
      essential: agentFields.slice(0, ESSENTIAL_AGENT_FIELDS),
      advanced: agentFields.slice(ESSENTIAL_AGENT_FIELDS),
      suggested: { ...defaultsOf(agentFields), ...suggestions?.agent },
    },
  ];
}

/** A draft with the settings of another run, for `sections` of its task and agent. */
export function draftLike({ name, config }: RunSummary, sections: readonly Section[]): Draft {
  const { task, taskConfig, agent, agentConfig, ...run } = config;
  const all: Record<SectionName, Values> = { task: taskConfig, agent: agentConfig, run };
  const given = Object.fromEntries(
    sections.map(({ name, essential, advanced, suggested }) => [
      name,
      Object.fromEntries(
        Object.entries(only([...essential, ...advanced], all[name])).filter(
          ([field, value]) => value !== suggested[field],
        ),
      ),
    ]),
  ) as Record<SectionName, Values>;
  return { name: `${name} again`, task, agent, given };
}

/** What the lab is asked for. */
export function newRunOf({ name, task, agent, given }: Draft): NewRun {
  return {
    ...(name.trim() && { name: name.trim() }),
    task,
    agent,
    taskConfig: defined(given.task),
    agentConfig: defined(given.agent),
    run: defined(given.run),
  };
}

/** What the lab's check says of one field. */
export interface FieldProblem {
  readonly section: SectionName;
  readonly field: string;
  readonly text: string;
}

/** A message of the lab's check as what it says of a field; null if it is of none. */
export function problemOf(message: string): FieldProblem | null {
  const match = /^In the (?:configuration of (task|agent) \S+|(run) configuration), (\w+): (.+)$/s.exec(message);
  if (!match) return null;
  const [, part, run, field = '', text = ''] = match;
  return { section: (part ?? run) as SectionName, field, text: text.charAt(0).toUpperCase() + text.slice(1) };
}

const defaultsOf = (fields: readonly Field[]): Values =>
  Object.fromEntries(fields.map((field) => [field.name, field.default]));

const only = (fields: readonly Field[], values: Readonly<Values>): Values =>
  Object.fromEntries(Object.entries(values).filter(([name]) => fields.some((field) => field.name === name)));

const defined = (values: Readonly<Values>): Values =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
