import { createPinia } from 'pinia';
import { createApp } from 'vue';
import { config } from 'zod';
import App from './App.vue';
import { Connection } from './bridge/connection.ts';
import { openPort } from './bridge/open-port.ts';
import { connectionKey } from './bridge/use-lab.ts';
import './theme/tokens.css';
import './theme/base.css';
import './theme/inputs.css';

// The content security policy forbids compiling code at run time, which zod would try.
config({ jitless: true });

const connection = new Connection(openPort);
createApp(App).provide(connectionKey, connection).use(createPinia()).mount('#app');
void connection.open();
