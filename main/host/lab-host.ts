/**
 * The process that trains and answers windows: started as a child of Node or, by Electron, as a utility process, with
 * its settings as JSON in `process.argv[2]`.
 */
import { giveWay } from '../lab/give-way.ts';
import { serveHost } from '../transport/host-side.ts';
import type { LabHostSettings } from '../transport/lab-host-settings.ts';
import { serveLab } from '../transport/rpc.ts';
import { Lab } from './lab.ts';

giveWay();

const { dataFolder, crash } = JSON.parse(process.argv[2]!) as LabHostSettings;
const restarted = `The lab ended unexpectedly (${crash}) and was started again; training goes on from its last checkpoint.`;
const lab = Lab.open(dataFolder, crash === null ? [] : [restarted], () => ask('arm'));

const ask = serveHost({
  connect: (port) => serveLab(port, lab.connect()),
  shutdown: () => lab.close(),
});
