// @ts-check
// Eyes for the tests, put into every page before its own code: they see text that is cut off, text upon text,
// controls upon controls, in the document, in shadow trees and on canvases.

/** @typedef {{ text: string, left: number, top: number, right: number, bottom: number }} Box in CSS pixels */
/**
 * @typedef {{ layout(): string[], reachable(root: Element): Element[], active(): Element | null, nameOf(element:
 *   Element): string }} Eyes
 */

/** Runs in the page: it must not refer to anything outside of it. */
export function installEyes() {
  // --- what is written on canvases --------------------------------------------------------------------------

  /** @type {WeakMap<object, Box[]>} in device pixels of the canvas */
  const written = new WeakMap();
  const context = CanvasRenderingContext2D.prototype;

  /**
   * A rectangle of drawing coordinates as it lies on the canvas.
   * @param {CanvasRenderingContext2D} on
   * @param {number} left
   * @param {number} top
   * @param {number} right
   * @param {number} bottom
   */
  const placed = (on, left, top, right, bottom) => {
    const matrix = on.getTransform();
    const corners = [
      [left, top],
      [right, top],
      [left, bottom],
      [right, bottom],
    ].map(([x, y]) => matrix.transformPoint({ x, y }));
    const [xs, ys] = [corners.map(({ x }) => x), corners.map(({ y }) => y)];
    return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) };
  };

  const { fillText, clearRect } = context;
  context.fillText = function (text, x, y, ...rest) {
    const size = this.measureText(text);
    const box = placed(
      this,
      x - size.actualBoundingBoxLeft,
      y - size.actualBoundingBoxAscent,
      x + size.actualBoundingBoxRight,
      y + size.actualBoundingBoxDescent,
    );
    const boxes = written.get(this.canvas) ?? [];
    if (text.trim() && this.globalAlpha > 0) written.set(this.canvas, [...boxes, { text, ...box }]);
    return fillText.call(this, text, x, y, ...rest);
  };
  context.clearRect = function (x, y, width, height) {
    const gone = placed(this, x, y, x + width, y + height);
    const within = (/** @type {Box} */ { left, right, top, bottom }) =>
      (left + right) / 2 >= gone.left &&
      (left + right) / 2 <= gone.right &&
      (top + bottom) / 2 >= gone.top &&
      (top + bottom) / 2 <= gone.bottom;
    const covers =
      gone.left <= 0 && gone.top <= 0 && gone.right >= this.canvas.width - 1 && gone.bottom >= this.canvas.height - 1;
    written.set(this.canvas, covers ? [] : (written.get(this.canvas) ?? []).filter((box) => !within(box)));
    return clearRect.call(this, x, y, width, height);
  };

  // --- walking through shadow trees -------------------------------------------------------------------------

  /** @param {ParentNode} root @returns {Generator<Element>} */
  function* everything(root) {
    for (const element of root.querySelectorAll('*')) {
      yield element;
      if (element.shadowRoot) yield* everything(element.shadowRoot);
    }
  }

  /** @param {Element} element @returns {Element | null} */
  const parentOf = (element) => {
    if (element.assignedSlot) return element.assignedSlot;
    if (element.parentElement) return element.parentElement;
    const root = element.getRootNode();
    return root instanceof ShadowRoot ? root.host : null;
  };

  /** @param {Element} element @returns {Element[]} nearest first */
  const ancestors = (element) => {
    const found = [];
    for (let up = parentOf(element); up; up = parentOf(up)) found.push(up);
    return found;
  };

  const shown = (/** @type {Element} */ element) =>
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true });

  // --- what can be read -------------------------------------------------------------------------------------

  /** Words for listeners only are one pixel large. @param {Element} element */
  const unseen = (element) =>
    [element, ...ancestors(element)].some(
      (one) =>
        one instanceof HTMLElement &&
        one.offsetWidth <= 1 &&
        one.offsetHeight <= 1 &&
        getComputedStyle(one).overflow !== 'visible',
    );

  /**
   * @param {Element} element
   * @param {Box} box
   * @returns {Box | null} the part of it that its scrolling ancestors have in view
   */
  const scrolledTo = (element, box) => {
    for (const up of ancestors(element)) {
      const { overflowX, overflowY } = getComputedStyle(up);
      if (!/auto|scroll/.test(overflowX + overflowY) || up === document.documentElement || up === document.body)
        continue;
      const { left, right, top, bottom } = up.getBoundingClientRect();
      if (box.left < left - 1 || box.right > right + 1 || box.top < top - 1 || box.bottom > bottom + 1) return null;
    }
    return box;
  };

  /** @returns {{ box: Box, element: Element }[]} every line of text that is shown */
  const texts = () => {
    const found = [];
    for (const element of everything(document.body)) {
      if (element.closest('math, option, noscript, script, style, dialog') || !shown(element)) continue;
      if (element instanceof HTMLCanvasElement) {
        const area = element.getBoundingClientRect();
        const [scaleX, scaleY] = [area.width / element.width, area.height / element.height];
        for (const { text, left, top, right, bottom } of written.get(element) ?? []) {
          found.push({
            element,
            box: {
              text,
              left: area.left + left * scaleX,
              right: area.left + right * scaleX,
              top: area.top + top * scaleY,
              bottom: area.top + bottom * scaleY,
            },
          });
        }
        continue;
      }
      for (const node of element.childNodes) {
        if (node.nodeType !== Node.TEXT_NODE || !node.textContent?.trim() || unseen(element)) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        for (const { left, top, right, bottom } of range.getClientRects()) {
          // Lines stand closer than their letters are allowed to be tall.
          const spare = (bottom - top) * 0.2;
          if (right - left < 2) continue;
          found.push({
            element,
            box: { text: node.textContent.trim().slice(0, 40), left, right, top: top + spare, bottom: bottom - spare },
          });
        }
      }
    }
    return found.filter(({ element, box }) => box.bottom + window.scrollY > 0 && scrolledTo(element, box));
  };

  const meet = (/** @type {Box} */ a, /** @type {Box} */ b, slack = 1) =>
    a.left < b.right - slack && b.left < a.right - slack && a.top < b.bottom - slack && b.top < a.bottom - slack;

  /** @param {{ element: Element, box: Box }} one @returns {string | null} what is wrong with where it stands */
  const cutOff = ({ element, box }) => {
    if (box.left < -1 || box.right > document.documentElement.clientWidth + 1) return `"${box.text}" leaves the page`;
    const holders =
      element instanceof HTMLCanvasElement ? [element, ...ancestors(element)] : ancestors(element).concat(element);
    for (const up of holders) {
      if (up === document.documentElement || up === document.body) continue;
      const clips =
        up instanceof HTMLCanvasElement || up.localName === 'figure' || getComputedStyle(up).overflowX !== 'visible';
      if (
        !clips ||
        (getComputedStyle(up).display.startsWith('inline') &&
          up.localName !== 'figure' &&
          !(up instanceof HTMLCanvasElement))
      )
        continue;
      const area = up.getBoundingClientRect();
      if (
        box.left < area.left - 1.5 ||
        box.right > area.right + 1.5 ||
        box.top < area.top - 1.5 ||
        box.bottom > area.bottom + 1.5
      ) {
        return `"${box.text}" is cut off by <${up.localName} class="${up.className}"> (${Math.round(box.left - area.left)}…${Math.round(box.right - area.left)} of ${Math.round(area.width)})`;
      }
    }
    return null;
  };

  /** Words in boxes that do not grow with them. @returns {string[]} */
  const cramped = () => {
    const found = [];
    const pen = /** @type {CanvasRenderingContext2D} */ (document.createElement('canvas').getContext('2d'));
    for (const element of everything(document.body)) {
      if (!shown(element)) continue;
      const text =
        element instanceof HTMLSelectElement
          ? (element.selectedOptions[0]?.text ?? '')
          : element instanceof HTMLInputElement && element.type === 'text' && document.activeElement !== element
            ? element.value
            : '';
      if (!text) continue;
      const style = getComputedStyle(element);
      pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
      const room = element.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
      if (pen.measureText(text).width > room + 2)
        found.push(`"${text}" does not fit into its <${element.localName}> (${Math.round(room)} px)`);
    }
    return found;
  };

  const operable = 'button, input, select, textarea, summary, a[href], [tabindex]:not([tabindex="-1"])';

  /** @returns {string[]} controls that lie on each other */
  const piled = () => {
    // Links within a sentence are text: their lines have been looked at already, and their boxes mean nothing.
    const found = [...everything(document.body)].filter(
      (element) =>
        element.matches(operable) && !element.matches('dialog *, pre, p a, li a') && shown(element) && !unseen(element),
    );
    const boxes = found.map((element) => ({ element, box: { text: nameOf(element), ...rectOf(element) } }));
    return boxes.flatMap((a, i) =>
      boxes
        .slice(i + 1)
        .filter(
          (b) =>
            meet(a.box, b.box, 2) &&
            !ancestors(b.element).includes(a.element) &&
            !ancestors(a.element).includes(b.element),
        )
        .map((b) => `the control "${a.box.text}" lies on "${b.box.text}"`),
    );
  };

  /** @param {Element} element */
  const rectOf = (element) => {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    return { left, top, right, bottom };
  };

  /** @param {Element} element */
  const nameOf = (element) => {
    const labelled = /** @type {HTMLInputElement} */ (element).labels;
    return (
      element.getAttribute('aria-label') ??
      (labelled?.length ? labelled[0].textContent : null) ??
      element.textContent ??
      element.getAttribute('title') ??
      ''
    )
      .replace(/\s+/g, ' ')
      .trim();
  };

  /** @type {Eyes} */
  const eyes = {
    layout() {
      const { scrollWidth, clientWidth } = document.documentElement;
      const lines = texts();
      const upon = lines.flatMap((a, i) =>
        lines
          .slice(i + 1)
          .filter((b) => meet(a.box, b.box) && !(a.element === b.element && a.box.text === b.box.text))
          .map((b) => `"${a.box.text}" lies on "${b.box.text}"`),
      );
      const wide = scrollWidth > clientWidth ? [`the page is ${scrollWidth} px wide, the window ${clientWidth}`] : [];
      const cut = lines.map(cutOff).filter((complaint) => complaint !== null);
      return [...new Set([...wide, ...cut, ...upon, ...cramped(), ...piled()])];
    },
    reachable(root) {
      return [...everything(root.shadowRoot ?? root)].filter(
        (element) => element.matches(operable) && !element.matches('[tabindex="-1"], :disabled') && shown(element),
      );
    },
    active() {
      let element = document.activeElement;
      while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
      return element;
    },
    nameOf,
  };
  Object.assign(window, { eyes });
}
