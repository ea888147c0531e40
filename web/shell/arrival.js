// @ts-check
// A link that a chat has mangled is set right, and followed anew: theme and language have been read already.
import { mendedLink } from '../kit/address.js';

const mended = mendedLink(location.href);
if (mended !== location.href) location.replace(mended);
