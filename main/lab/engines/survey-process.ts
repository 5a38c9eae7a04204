/** Looks at one engine, in a process of its own, since a driver may end it: its request is JSON in `process.argv[2]`. */
import type { EngineFinding } from '../../../contracts/engines.ts';
import { getEngine } from '../../../agents/engine/index.ts';
import { makePlan } from '../plan.ts';
import { measureEngine } from './measure.ts';
import type { SurveyRequest } from './survey.ts';

const { engine: id, config } = JSON.parse(process.argv[2]!) as SurveyRequest;
const engine = getEngine(id);
const availability = await engine.availability();
const isHere = !('reason' in availability);
const figures = isHere && config ? await measureEngine(engine, makePlan(config)) : null;
const finding: EngineFinding = { engine: id, availability, figures };
process.send!(finding, () => process.disconnect());
