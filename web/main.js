// @ts-check
import './shell/arrival.js';
import { App } from './shell/app.js';

new App().start();
