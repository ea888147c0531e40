// @ts-check
const query = matchMedia('(prefers-reduced-motion: reduce)');

/** Whether the learner asked for as little motion as possible: then show the end of a movement, not its way. */
export const reducedMotion = () => query.matches;

/** The next frame, or a tenth of a second later where frames do not come (a tab in the background). */
export function nextFrame() {
  return new Promise((resolve) => {
    const frame = requestAnimationFrame(done);
    const timer = setTimeout(done, 100);
    function done() {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
      resolve(undefined);
    }
  });
}
