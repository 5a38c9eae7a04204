import { createPinia } from 'pinia';
import { createApp } from 'vue';
import { config } from 'zod';
import { armApi, type ArmApi, type ArmStreamFrame } from '../contracts/arm-api.ts';
import { labApi, type LabApi } from '../contracts/lab-api.ts';
import type { StreamFrame } from '../contracts/stream.ts';
import App from './App.vue';
import { Connection } from './bridge/connection.ts';
import { Lifeline, lifelineKey } from './bridge/lifeline.ts';
import { openPort } from './bridge/open-port.ts';
import { armKey } from './bridge/use-arm-host.ts';
import { labKey } from './bridge/use-lab.ts';
import './theme/tokens.css';
import './theme/base.css';
import './theme/inputs.css';

// The content security policy forbids compiling code at run time, which zod would try.
config({ jitless: true });

const lab = new Connection<LabApi, StreamFrame>({ title: 'the lab', schemas: labApi }, () => openPort('lab'));
const lifeline = new Lifeline();
const arm = new Connection<ArmApi, ArmStreamFrame>({ title: 'the arm host', schemas: armApi }, () =>
  lifeline.openPort(),
);
createApp(App)
  .provide(labKey, lab)
  .provide(armKey, arm)
  .provide(lifelineKey, lifeline)
  .use(createPinia())
  .mount('#app');
void lab.open();
void arm.open();
