// @ts-check
import { html } from 'lit';
import { surfaceWords } from '../../../../engine/menu-words.js';
import { defineStrings } from '../../../../kit/strings.js';

export const strings = defineStrings({
  en: {
    title: 'A whole field of gradients',
    surface: 'surface',
    ...surfaceWords.en,
    'surface.own': 'my own formula',
    formula: 'f(x, y) =',
    x: 'x',
    y: 'y',
    drops: 'the particles',
    dropsPossible:
      'Possible are up to 30 drops with ; between them: r,60 is rain at frame 60, and 1.25,-2,60 a handful at (1.25, −2).',
    frame: 'frame',
    map: 'Map of the surface with arrows of minus the gradient. Click to put down particles.',
    point: (/** @type {string} */ x, /** @type {string} */ y) => `The place that is looked at, x = ${x}, y = ${y}`,
    level: 'level',
    here: 'At the orange point',
    height: 'height f',
    gradient: 'gradient ∇f',
    norm: 'its length ‖∇f‖',
    along: 'slope along the contour',
    arrowsAre:
      'The small arrows are −∇f. Their lengths grow with the logarithm of ‖∇f‖; the two with names show directions alone:',
    particlesAre: (/** @type {string} */ count) => html`<b>${count}</b> particles:`,
    minimum: 'lowest point',
    inValley: 'particles there',
    moving: 'still on their way',
    gone: 'have left the map',
    resting: 'at rest',
    seconds: (/** @type {string} */ seconds) => `${seconds} s`,
    drop: 'drop a handful at the point',
    rain: 'let it rain',
    clear: 'clear',
    captionLoading: 'The mathematics is on its way.',
    captionFault: 'This formula cannot be read, so there is no surface. The place of the mistake is marked under it.',
    captionNowhere: (/** @type {string} */ reason) => `At the orange point ${reason}. Drag the point elsewhere.`,
    captionFlat: 'Here the gradient is zero: no direction rises or falls, so there is no arrow.',
    captionPoint: (/** @type {string} */ norm, /** @type {string} */ along) =>
      html`Along the contour through the orange point the slope is <b>${along}</b>. At a right angle to it the surface
        rises by <b>${norm}</b> per unit, and nowhere more steeply.`,
    captionInvite: ' Click the map to put down particles.',
    captionFlow: (/** @type {string} */ count, /** @type {string} */ moving) =>
      html`<b>${moving}</b> of <b>${count}</b> particles are on their way, each along −∇f, crossing every contour at a
        right angle.`,
    captionRest: (/** @type {string} */ count, /** @type {string} */ arrived, /** @type {number} */ valleys) =>
      html`All have come to rest: <b>${arrived}</b> of <b>${count}</b> in
        ${valleys === 1 ? html`the one lowest point` : html`<b>${valleys}</b> lowest points`}. Where a particle ends
        depends on where it was put down.`,
    captionStill: (/** @type {string} */ count) => html`<b>${count}</b> particles have come to rest, or left the map.`,
  },
  zh: {
    title: '梯度场',
    surface: '曲面',
    ...surfaceWords.zh,
    'surface.own': '我的公式',
    formula: 'f(x, y) =',
    x: 'x',
    y: 'y',
    drops: '粒子',
    dropsPossible: '最多填 30 次，用分号隔开：r,60 表示第 60 帧的一场雨，1.25,-2,60 表示在 (1.25, −2) 处放下的一把。',
    frame: '帧',
    map: '曲面的等高线图和负梯度的箭头。点击即可放下粒子。',
    point: (x, y) => `所看的点，x = ${x}，y = ${y}`,
    level: '水平',
    here: '在橙色点处',
    height: '高度 f',
    gradient: '梯度 ∇f',
    norm: '梯度的长度 ‖∇f‖',
    along: '沿等高线的斜率',
    arrowsAre: '小箭头画的是 −∇f，长度随 ‖∇f‖ 的对数增长；标有名称的两支箭头只表示方向：',
    particlesAre: (count) => html`<b>${count}</b> 个粒子：`,
    minimum: '极小值点',
    inValley: '粒子数',
    moving: '还在路上',
    gone: '离开了图',
    resting: '停住了',
    seconds: (seconds) => `${seconds} 秒`,
    drop: '在该点放一把',
    rain: '下一场雨',
    clear: '清空',
    captionLoading: '数学模块正在加载。',
    captionFault: '这个公式读不懂，所以没有曲面。出错的位置已在公式下方标出。',
    captionNowhere: (reason) => `在橙色点处${reason}。请把点拖到别处。`,
    captionFlat: '这里的梯度是零：没有哪个方向上升，也没有哪个方向下降，所以没有箭头。',
    captionPoint: (norm, along) =>
      html`沿着过橙色点的等高线，斜率是 <b>${along}</b>；与它垂直的方向，每单位上升 <b>${norm}</b>，没有比这更陡的了。`,
    captionInvite: '点击图面可以放下粒子。',
    captionFlow: (count, moving) =>
      html`<b>${count}</b> 个粒子中有 <b>${moving}</b> 个还在路上，每个都沿着 −∇f 走，与每一条等高线垂直相交。`,
    captionRest: (count, arrived, valleys) =>
      html`全都停住了：<b>${count}</b> 个中有
        <b>${arrived}</b>
        个停在${valleys === 1 ? '唯一的极小值点' : html` <b>${valleys}</b> 个极小值点`}。终点在哪里，取决于起点在哪里。`,
    captionStill: (count) => html`<b>${count}</b> 个粒子都停住了，或者离开了图。`,
  },
});
