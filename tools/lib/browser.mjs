// @ts-check
import { findProgram } from './project.mjs';

// The headless shell is Chromium without its window, tabs and extensions: the same pages in three quarters of the time.
const names = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/** @returns {string | undefined} $CHROME_PATH, or the system's Chromium or Chrome, its headless shell first */
export const systemBrowser = () => process.env.CHROME_PATH || findProgram(names);
