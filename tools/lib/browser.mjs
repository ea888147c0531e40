// @ts-check
import { findProgram } from './project.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/** @returns {string | undefined} $CHROME_PATH, or the system's Chromium or Chrome */
export const systemBrowser = () => process.env.CHROME_PATH || findProgram(names);
