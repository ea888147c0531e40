// @ts-check
import { html } from 'lit';
import { surfaceWords } from '../../../../engine/menu-words.js';
import { defineStrings } from '../../../../kit/strings.js';

/** @typedef {string} S */

export const strings = defineStrings({
  en: {
    title: 'Slope in every direction',
    surface: 'surface',
    ...surfaceWords.en,
    'surface.own': 'my own formula',
    formula: 'f(x, y) =',
    x: 'x',
    y: 'y',
    angle: 'direction φ',
    gradient: 'show ∇f',
    found: 'what was found',
    foundPossible: 'Possible are the letters s, l and f: the steepest climb, level ground, the steepest fall.',
    trace: 'the trace of u',
    azimuth: 'view from',
    elevation: 'view from above',
    loading: 'The mathematics is on its way.',
    land: 'The surface with the point, the direction u and the tangent along it.',
    map: 'The map: contour lines, the point, the direction u and the line of the cut.',
    polarLabel: 'The slope in each direction, as a curve around the middle: what rises in red, what falls in blue.',
    cutLabel: 'The cut through the surface along u, with its tangent.',
    point: (/** @type {S} */ x, /** @type {S} */ y) => `Point at x ${x}, y ${y}. Arrow keys move it.`,
    hand: (/** @type {S} */ angle, /** @type {S} */ slope) =>
      `Direction u, ${angle} degrees, slope ${slope}. Arrow keys turn it.`,
    slopeAround: 'slope in each direction',
    rising: 'rising',
    falling: 'falling',
    level: 'level',
    lowest: 'lowest point',
    heightAlong: 'height along u',
    alongU: 'distance along u',
    f: 'f',
    tangent: 'tangent',
    logHeights: 'Heights are drawn on a logarithmic scale.',
    find: 'find by turning u:',
    toGradient: 'θ to the gradient',
    steepest: 'the steepest climb',
    levelGround: 'level ground',
    fall: 'the steepest fall',
    foundSteepest: (/** @type {S} */ slope) => html`steepest: <b>${slope}</b> at θ = 0°`,
    foundLevel: () => html`level at θ = <b>90°</b>`,
    foundFall: (/** @type {S} */ slope) => html`steepest fall: <b>${slope}</b> at 180°`,
    unknown: '?',
    captionLoading: 'The mathematics is on its way.',
    captionFault:
      'This formula cannot be read yet; the words beside it say where. The surface returns with the next one that can.',
    captionNowhere: (/** @type {S} */ x, /** @type {S} */ y, /** @type {S | null} */ reason) =>
      html`At (<b>${x}</b>, <b>${y}</b>)${reason === null ? ', and near it,' : ''} this formula has no value, so there
        is no slope${reason === null ? '' : `: ${reason}`}. Drag the point to where the map has colours.`,
    captionSlopeless: (/** @type {S} */ x, /** @type {S} */ y, /** @type {S} */ value, /** @type {S} */ reason) =>
      html`At (<b>${x}</b>, <b>${y}</b>) the value is <b>${value}</b>, but ${reason}. Drag the point elsewhere.`,
    captionCorner: (/** @type {S} */ angle, /** @type {S} */ behind, /** @type {S} */ ahead) =>
      html`In the direction φ = <b>${angle}</b> the ground has a corner here: the slope is <b>${behind}</b> behind the
        point and <b>${ahead}</b> ahead of it. Whatever one number stands for both is a convention.`,
    captionFlat: (/** @type {S} */ x, /** @type {S} */ y) =>
      html`At (<b>${x}</b>, <b>${y}</b>) the ground is level in every direction: <span class="symbol">∇f</span> = 0.
        There is no steepest way from here.`,
    climbs: (/** @type {S} */ angle, /** @type {S} */ slope) =>
      html`In the direction φ = <b>${angle}</b> the ground climbs <b>${slope}</b> per unit.`,
    drops: (/** @type {S} */ angle, /** @type {S} */ slope) =>
      html`In the direction φ = <b>${angle}</b> the ground falls <b>${slope}</b> per unit.`,
    captionSearch: 'Is there a steeper way up? Turn the orange arrow and watch the curve that its slope leaves behind.',
    captionShare: (/** @type {S} */ share, /** @type {S} */ norm, /** @type {S} */ theta, /** @type {S} */ cosine) =>
      html`That is <b>${share}</b> of the steepest climb, <span class="symbol">‖∇f‖</span> = <b>${norm}</b>: u stands at
        <b>${theta}</b> to the gradient, and cos ${theta} = <b>${cosine}</b>.`,
    captionFallShare: (
      /** @type {S} */ share,
      /** @type {S} */ norm,
      /** @type {S} */ theta,
      /** @type {S} */ cosine,
    ) =>
      html`That is <b>${share}</b> of the steepest fall, <span class="symbol">−‖∇f‖</span> = <b>−${norm}</b>: u stands
        at <b>${theta}</b> to the gradient, and cos ${theta} = <b>${cosine}</b>.`,
    captionSteepest: (/** @type {S} */ norm) =>
      html`This is the steepest climb. It is where the gradient <span class="symbol">∇f</span> points, and its length
        <span class="symbol">‖∇f‖</span> = <b>${norm}</b> is that slope.`,
    captionLevel: (/** @type {S} */ angle) =>
      html`In the direction φ = <b>${angle}</b> the ground is level: u runs along the contour line, at a right angle to
        <span class="symbol">∇f</span>. The opposite direction is level too.`,
    captionLevelHidden: (/** @type {S} */ angle) =>
      html`In the direction φ = <b>${angle}</b> the ground is level: u runs along the contour line. So does its
        opposite; all others climb or fall.`,
    captionFall: (/** @type {S} */ norm) =>
      html`Nothing falls faster: u points against the gradient, and the slope is <span class="symbol">−‖∇f‖</span> =
        <b>−${norm}</b>. Gradient descent walks this way.`,
    captionFallHidden: (/** @type {S} */ angle, /** @type {S} */ slope) =>
      html`In the direction φ = <b>${angle}</b> the ground falls <b>${slope}</b> per unit, faster than in any other.
        Then which way climbs fastest?`,
  },
  zh: {
    title: '每个方向上的斜率',
    surface: '曲面',
    ...surfaceWords.zh,
    'surface.own': '我的公式',
    formula: 'f(x, y) =',
    x: 'x',
    y: 'y',
    angle: '方向 φ',
    gradient: '显示 ∇f',
    found: '找到的方向',
    foundPossible: '可填字母 s、l、f：上升最陡、水平、下降最陡。',
    trace: 'u 的轨迹',
    azimuth: '观察方位',
    elevation: '观察仰角',
    loading: '数学模块正在载入。',
    land: '曲面，上面有点、方向 u 和沿 u 的切线。',
    map: '等高线图：点、方向 u 和截线。',
    polarLabel: '各个方向上的斜率绕中心画成的曲线：上升为红，下降为蓝。',
    cutLabel: '曲面沿 u 的截线和它的切线。',
    point: (x, y) => `点在 x ${x}，y ${y}。用方向键移动。`,
    hand: (angle, slope) => `方向 u，${angle} 度，斜率 ${slope}。用方向键转动。`,
    slopeAround: '各个方向上的斜率',
    rising: '上升',
    falling: '下降',
    level: '水平',
    lowest: '最低点',
    heightAlong: '沿 u 的高度',
    alongU: '沿 u 的距离',
    f: 'f',
    tangent: '切线',
    logHeights: '高度按对数刻度画出。',
    find: '转动 u，找出：',
    toGradient: '与梯度的夹角 θ',
    steepest: '上升最快的方向',
    levelGround: '水平的方向',
    fall: '下降最快的方向',
    foundSteepest: (slope) => html`上升最快：<b>${slope}</b>，θ = 0°`,
    foundLevel: () => html`水平：θ = <b>90°</b>`,
    foundFall: (slope) => html`下降最快：<b>${slope}</b>，θ = 180°`,
    unknown: '?',
    captionLoading: '数学模块正在载入。',
    captionFault: '这个公式还读不懂，旁边写明了出错的位置。改对之后曲面就会回来。',
    captionNowhere: (x, y, reason) =>
      html`在 (<b>${x}</b>, <b>${y}</b>)
        处${reason === null ? '及其附近' : ''}这个公式没有值，也就没有斜率${reason === null ? '' : `：${reason}`}。请把点拖到图上有颜色的地方。`,
    captionSlopeless: (x, y, value, reason) =>
      html`在 (<b>${x}</b>, <b>${y}</b>) 处，值是 <b>${value}</b>，但${reason}。请把点拖到别处。`,
    captionCorner: (angle, behind, ahead) =>
      html`沿 φ = <b>${angle}</b> 的方向，地面在这里有一个角点：后方的斜率是 <b>${behind}</b>，前方是
        <b>${ahead}</b>。用一个数代表两者，只是约定。`,
    captionFlat: (x, y) =>
      html`在 (<b>${x}</b>, <b>${y}</b>) 处，每个方向都是水平的：<span class="symbol">∇f</span> = 0，没有最陡的方向。`,
    climbs: (angle, slope) => html`沿 φ = <b>${angle}</b> 的方向，每走一个单位上升 <b>${slope}</b>。`,
    drops: (angle, slope) => html`沿 φ = <b>${angle}</b> 的方向，每走一个单位下降 <b>${slope}</b>。`,
    captionSearch: '还有更陡的上坡方向吗？转动橙色箭头，看斜率留下的曲线。',
    captionShare: (share, norm, theta, cosine) =>
      html`这是最陡上坡 <span class="symbol">‖∇f‖</span> = <b>${norm}</b> 的 <b>${share}</b>：u 与梯度的夹角是
        <b>${theta}</b>，而 cos ${theta} = <b>${cosine}</b>。`,
    captionFallShare: (share, norm, theta, cosine) =>
      html`这是最陡下坡 <span class="symbol">−‖∇f‖</span> = <b>−${norm}</b> 的 <b>${share}</b>：u 与梯度的夹角是
        <b>${theta}</b>，而 cos ${theta} = <b>${cosine}</b>。`,
    captionSteepest: (norm) =>
      html`这就是上升最快的方向，也正是梯度 <span class="symbol">∇f</span> 所指的方向，它的长度
        <span class="symbol">‖∇f‖</span> = <b>${norm}</b> 就是这个斜率。`,
    captionLevel: (angle) =>
      html`沿 φ = <b>${angle}</b> 的方向地面是水平的：u 顺着等高线，与
        <span class="symbol">∇f</span> 垂直。相反的方向也是水平的。`,
    captionLevelHidden: (angle) =>
      html`沿 φ = <b>${angle}</b> 的方向地面是水平的：u 顺着等高线。相反的方向也是，其余方向不是升就是降。`,
    captionFall: (norm) =>
      html`没有哪个方向下降得更快：u 与梯度正好相反，斜率是 <span class="symbol">−‖∇f‖</span> =
        <b>−${norm}</b>。梯度下降走的就是这个方向。`,
    captionFallHidden: (angle, slope) =>
      html`沿 φ = <b>${angle}</b> 的方向，每走一个单位下降 <b>${slope}</b>，比其他方向都快。那么哪个方向上升得最快呢？`,
  },
});
