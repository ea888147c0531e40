// @ts-check
import { defineStrings } from '../kit/strings.js';

export const strings = defineStrings({
  en: {
    /** In pieces that a line break does not cut. */
    sentence: () => ['Put the point anywhere:', 'it walks downhill,', 'and that is how machines learn.'],
    map: 'A landscape with four valleys. The point walks down from where you put it.',
    grip: (/** @type {string} */ x, /** @type {string} */ y) => `The point, at (${x}, ${y}). Arrow keys move it.`,
    drag: 'drag me',
    arrived: (/** @type {string} */ steps, /** @type {string} */ from, /** @type {string} */ to) =>
      `${steps} steps, from height ${from} down to ${to}`,
    doors: 'Doors to the chapters',
    closed: 'not open yet',
    failed: 'The landscape cannot be drawn here:',
    gradient: 'Gradient',
    descent: 'Descent',
    regression: 'Regression',
    loss: 'Loss',
    backprop: 'Backprop',
    digits: 'Digits',
  },
  zh: {
    sentence: () => ['把圆点放到任何地方，', '它都会往山下走：', '机器就是这样学习的。'],
    map: '一片有四个山谷的地形。圆点从你放下的地方往山下走。',
    grip: (x, y) => `圆点在（${x}，${y}）。用方向键移动它。`,
    drag: '拖我',
    arrived: (steps, from, to) => `走了 ${steps} 步，高度从 ${from} 降到 ${to}`,
    doors: '通往各章的门',
    closed: '尚未开放',
    failed: '这里画不出地形：',
    gradient: '梯度',
    descent: '下山',
    regression: '线性回归',
    loss: '损失',
    backprop: '反向传播',
    digits: '手写数字',
  },
});
