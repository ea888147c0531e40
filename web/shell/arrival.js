// @ts-check
// Before anything reads the page's address: a link that a chat has mangled is set right.
import { mendedLink } from '../kit/address.js';

const mended = mendedLink(location.href);
if (mended !== location.href) history.replaceState(history.state, '', mended);
