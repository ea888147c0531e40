// @ts-check
import { html } from 'lit';
import { defineStrings } from '../../../../kit/strings.js';

export const strings = defineStrings({
  en: {
    title: 'Draw a digit',
    shape: (/** @type {string} */ widths, /** @type {string} */ count) => `${widths}, ${count} parameters`,
    network: 'network',
    'network.shipped': 'trained beforehand',
    'network.trained': 'the one I just trained',
    raw: 'raw: skip the preparation',
    strokes: 'the drawing',
    strokesPossible: 'A drawing is best taken from the link button under the figure.',
    task: 'try',
    'task.free': 'draw anything',
    'task.3to8': 'turn a 3 into an 8',
    'task.1to4': 'turn a 1 into a 4',
    'task.5to6': 'turn a 5 into a 6',
    'task.7to9': 'turn a 7 into a 9',
    pad: 'Drawing pad for one digit. Arrow keys move the pen, space puts it down and lifts it.',
    bars: 'Probability of each digit',
    sees: 'what it sees',
    neurons: (/** @type {number} */ count) => `${count} neurons`,
    flowLabel:
      'The network: the picture, its hidden neurons and the ten outputs, joined by the strongest contributions',
    flowFor: '+ speaks for',
    flowAgainst: '− speaks against',
    stageFitted: 'scaled: longer side 20 pixels',
    stageSqueezed: 'the whole pad, squeezed',
    stageDrawn: (/** @type {string} */ pen) => `drawn with a pen of ${pen} pixels`,
    stageCentred: (/** @type {number} */ x, /** @type {number} */ y) =>
      x === 0 && y === 0
        ? 'scaling has centred it already'
        : `moved ${sideways.en(x)}${x && y ? ', ' : ''}${upright.en(y)}`,
    stageToCentre: 'moved: centre of mass to the middle',
    stageUncentred: 'not centred',
    captionLoading: 'The network is on its way.',
    captionEmpty: 'The pad is empty. The network has nothing to read, so it gives no answer.',
    captionSure: (
      /** @type {number} */ digit,
      /** @type {string} */ share,
      /** @type {number} */ next,
      /** @type {string} */ nextShare,
    ) =>
      html`It reads a <b>${digit}</b>, with probability <b>${share}</b>. Next comes ${next} with <b>${nextShare}</b>.`,
    captionTorn: (
      /** @type {number} */ digit,
      /** @type {string} */ share,
      /** @type {number} */ next,
      /** @type {string} */ nextShare,
    ) => html`It is torn between <b>${digit}</b> (<b>${share}</b>) and <b>${next}</b> (<b>${nextShare}</b>).`,
    captionPrepared: (/** @type {string} */ massX, /** @type {string} */ massY) =>
      html`Scaled, your ink has its centre of mass at (<b>${massX}</b>, <b>${massY}</b>); it is moved to within half a
        pixel of (14, 14), as in the training digits.`,
    captionRaw: (/** @type {string} */ massX, /** @type {string} */ massY) =>
      html`Nothing was scaled or moved: the centre of mass is at (<b>${massX}</b>, <b>${massY}</b>), where the training
        digits have (14, 14).`,
    captionTask: (/** @type {number} */ target, /** @type {string} */ share) =>
      html`Add strokes until it reads ${article(target)} <b>${target}</b>. So far it gives that <b>${share}</b>.`,
    captionTaskDone: (/** @type {number} */ target, /** @type {number} */ count) =>
      html`It now reads ${article(target)} <b>${target}</b>, after <b>${count}</b> ${count === 1 ? 'stroke' : 'strokes'}
        of yours. ${count === 1 ? 'Can a shorter one do it?' : 'Can fewer do it?'}`,
    noTrained: 'No network has been trained on this page yet. The one trained beforehand answers until then.',
    shippedMissing: 'The network trained beforehand could not be loaded. Reload the page when you are back online.',
    trainedAccuracy: (/** @type {string} */ accuracy, /** @type {string} */ step) =>
      html`yours reads ${accuracy} of the test digits, after ${step} steps`,
    took: (/** @type {string} */ time) => html`answered in <b>${time} ms</b>`,
  },
  zh: {
    title: '写一个数字',
    shape: (widths, count) => `${widths}，${count} 个参数`,
    network: '网络',
    'network.shipped': '事先训练好的',
    'network.trained': '我刚训练的',
    raw: '跳过预处理',
    strokes: '笔画',
    strokesPossible: '笔画请用图下方的“链接”按钮得到。',
    task: '试试',
    'task.free': '随便写',
    'task.3to8': '把 3 改成 8',
    'task.1to4': '把 1 改成 4',
    'task.5to6': '把 5 改成 6',
    'task.7to9': '把 7 改成 9',
    pad: '手写板，写一个数字。方向键移动画笔，空格键落笔和提笔。',
    bars: '各个数字的概率',
    sees: '网络看到的',
    neurons: (count) => `${count} 个神经元`,
    flowLabel: '网络：输入图像、隐藏神经元和十个输出，连线是最强的几项',
    flowFor: '+ 支持',
    flowAgainst: '− 反对',
    stageFitted: '长边缩到 20 像素',
    stageSqueezed: '整块画板直接压缩',
    stageDrawn: (pen) => `用 ${pen} 像素宽的笔重画`,
    stageCentred: (x, y) =>
      x === 0 && y === 0 ? '缩放后已居中' : `平移：${sideways.zh(x)}${x && y ? '，' : ''}${upright.zh(y)}`,
    stageToCentre: '平移：重心移到正中',
    stageUncentred: '没有居中',
    captionLoading: '网络正在加载。',
    captionEmpty: '画板还空着，网络没有输入，也就没有答案。',
    captionSure: (digit, share, next, nextShare) =>
      html`它认作 <b>${digit}</b>，概率 <b>${share}</b>；其次是 ${next}，概率 <b>${nextShare}</b>。`,
    captionTorn: (digit, share, next, nextShare) =>
      html`它在 <b>${digit}</b>（<b>${share}</b>）和 <b>${next}</b>（<b>${nextShare}</b>）之间拿不定主意。`,
    captionPrepared: (massX, massY) =>
      html`缩放之后，墨迹的重心在（<b>${massX}</b>，<b>${massY}</b>）；再平移到离（14，14）不过半个像素的地方，和训练数字一样。`,
    captionRaw: (massX, massY) =>
      html`没有缩放，也没有平移：重心在（<b>${massX}</b>，<b>${massY}</b>），而训练数字的重心在（14，14）。`,
    captionTask: (target, share) =>
      html`添几笔，让它认作 <b>${target}</b>。目前它给 ${target} 的概率是 <b>${share}</b>。`,
    captionTaskDone: (target, count) =>
      html`你添了 <b>${count}</b> 笔，它现在认作
        <b>${target}</b>。${count === 1 ? '再短一点行不行？' : '能不能再少几笔？'}`,
    noTrained: '这个页面上还没有训练过网络，先由事先训练好的网络作答。',
    shippedMissing: '事先训练好的网络加载失败。联网后请刷新页面。',
    trainedAccuracy: (accuracy, step) => html`你的网络走了 ${step} 步，测试数字认对 ${accuracy}`,
    took: (time) => html`作答用时 <b>${time} 毫秒</b>`,
  },
});

const sideways = {
  /** @param {number} x */
  en: (x) => (x ? `${Math.abs(x)} ${x > 0 ? 'right' : 'left'}` : ''),
  /** @param {number} x */
  zh: (x) => (x ? `向${x > 0 ? '右' : '左'} ${Math.abs(x)}` : ''),
};

const upright = {
  /** @param {number} y */
  en: (y) => (y ? `${Math.abs(y)} ${y > 0 ? 'down' : 'up'}` : ''),
  /** @param {number} y */
  zh: (y) => (y ? `向${y > 0 ? '下' : '上'} ${Math.abs(y)}` : ''),
};

/** @param {number} digit */
const article = (digit) => (digit === 8 ? 'an' : 'a');
