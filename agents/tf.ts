/**
 * The one door to tfjs. Its CommonJS entry, which Node resolves and tfjs-node needs, registers no gradients: a bundle
 * of their definitions, made by `scripts/build.mjs`, adds them to the registry, which is global.
 */
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import './build/gradients.js';

// Without it, tfjs advertises its native binding on standard error.
tf.enableProdMode();
await tf.setBackend('cpu');

export * from '@tensorflow/tfjs-core';
