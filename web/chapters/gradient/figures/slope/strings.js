// @ts-check
import { html } from 'lit';
import { curveWords } from '../../../../engine/menu-words.js';
import { defineStrings } from '../../../../kit/strings.js';

/**
 * What a curve tends to on either side; null: there is no value.
 * @param {string | null} left @param {string | null} right
 */
function toSides(left, right) {
  if (left === null) return html`on the left there is no value, on the right it tends to <b>${right}</b>`;
  if (right === null) return html`on the left it tends to <b>${left}</b>, on the right there is no value`;
  if (left === right) return html`it tends to <b>${left}</b> on both sides`;
  return html`it tends to <b>${left}</b> on the left and to <b>${right}</b> on the right`;
}

/** The same in Chinese. @param {string | null} left @param {string | null} right */
function zhToSides(left, right) {
  if (left === null) return html`左侧没有值，右侧趋于 <b>${right}</b>`;
  if (right === null) return html`左侧趋于 <b>${left}</b>，右侧没有值`;
  return left === right ? html`两侧都趋于 <b>${left}</b>` : html`左侧趋于 <b>${left}</b>，右侧趋于 <b>${right}</b>`;
}

export const strings = defineStrings({
  en: {
    title: 'Slope at a point',
    curve: 'curve',
    ...curveWords.en,
    'curve.own': 'my own',
    formula: 'f(x) =',
    x: 'x',
    h: 'h',
    seen: 'the smallest h tried',
    curveLabel: 'The curve, its tangent at x and the secant through x and x + h',
    errorsLabel: 'Error of forward and central difference over h, both axes logarithmic',
    point: 'The point on the curve',
    tangentLabel: (/** @type {string} */ slope) => `tangent ${slope}`,
    secantLabel: (/** @type {string} */ slope) => `secant ${slope}`,
    downhill: 'downhill',
    level: 'level',
    'place.smooth': 'no rule',
    'place.corner': 'a corner',
    'place.cusp': 'a cusp',
    'place.upright': 'upright',
    'place.jump': 'a jump',
    'place.hole': 'a hole',
    'place.pole': 'a pole',
    'place.asymptote': 'asymptote',
    'place.edge': 'an end',
    'place.isolated': 'a point',
    'place.nowhere': 'no value',
    'place.unsettled': 'no limit',
    'place.unclear': 'unclear',
    about: (/** @type {string} */ number) => `about ${number}`,
    times: (/** @type {string} */ factor) => `× ${factor}`,
    error: 'error',
    forwardLaw: 'forward: slope 1',
    centralLaw: 'central: slope 2',
    rounding: 'rounding, 1/h',
    floor: 'analytic: ½ε|f′|',
    bestForward: 'best h ≈ √ε',
    bestCentral: 'best h ≈ ∛ε',
    untried: 'smaller h, not tried yet',
    quotient: 'slope by',
    digits: 'value, its right digits in bold',
    away: 'error',
    forward: 'forward',
    central: 'central',
    analytic: 'analytic',
    forwardFormula: '(f(x + h) − f(x)) / h',
    centralFormula: '(f(x + h) − f(x − h)) / 2h',
    analyticFormula: 'f′(x)',
    question: 'Drag h from 1 down to 10⁻¹². The error of the secant falls at first. And then?',
    guessFalls: 'it goes on falling',
    guessStops: 'it stops falling',
    guessRises: 'it rises again',
    verdict: (/** @type {string} */ least, /** @type {string} */ last) =>
      html`It falls to <b>${least}</b> near h = √ε. At 10⁻¹² it is back at <b>${last}</b>.`,
    captionLoading: 'The mathematics is on its way.',
    captionFault: 'This formula cannot be read, so there is no curve. The place of the mistake is marked under it.',
    captionNowhere: (/** @type {string} */ x) =>
      html`At x = <b>${x}</b>, and near it, this function has no value. Drag the point to where the curve is.`,
    captionUnruly: (/** @type {string} */ x, /** @type {string} */ slope, /** @type {string | null} */ convention) =>
      html`At x = <b>${x}</b> the slope of the curve is <b>${slope}</b>, yet the rules of differentiation give
        ${convention === null ? 'none: they meet a jump, 0/0 or 0·∞ on their way' : html`<b>${convention}</b>: a part of the formula has a corner there, and for its slope they take a convention`}.`,
    captionSlopes: (
      /** @type {string} */ x,
      /** @type {string} */ value,
      /** @type {string} */ left,
      /** @type {string} */ right,
      /** @type {'corner' | 'cusp'} */ name,
    ) =>
      html`At x = <b>${x}</b> the curve has a ${name}. Its value is <b>${value}</b>; its slope tends to
        <b>${left}</b> on the left and to <b>${right}</b> on the right, so there is none at the point.`,
    captionUpright: (/** @type {string} */ x, /** @type {string} */ value, /** @type {string} */ slope) =>
      html`At x = <b>${x}</b> the value is <b>${value}</b> and the slope is infinite, <b>${slope}</b>: the tangent
        stands upright.`,
    captionJump: (
      /** @type {string} */ x,
      /** @type {string | null} */ left,
      /** @type {string | null} */ right,
      /** @type {string | null} */ value,
    ) =>
      html`At x = <b>${x}</b> the curve jumps:
        ${left === null ? 'on the left there is no value' : html`on the left it comes to <b>${left}</b>`},
        ${right === null ? 'on the right there is none' : html`on the right it goes on from <b>${right}</b>`}.
        ${value === null ? 'There is no value, and no slope.' : html`The value is <b>${value}</b>; there is no slope.`}`,
    captionHole: (/** @type {string} */ x, /** @type {string} */ limit, /** @type {string | null} */ value) =>
      html`At x = <b>${x}</b> the curve has a hole: it tends to <b>${limit}</b> on both sides, but
        ${value === null ? 'there is no value, and so no slope' : html`the value is <b>${value}</b>, and so there is no slope`}.`,
    captionPole: (
      /** @type {string} */ x,
      /** @type {string | null} */ left,
      /** @type {string | null} */ right,
      /** @type {'pole' | 'asymptote'} */ name,
    ) =>
      html`At x = <b>${x}</b> the curve has a ${name === 'pole' ? 'pole' : 'vertical asymptote'}:
        ${toSides(left, right)}. At the point there is neither value nor slope.`,
    captionIsolated: (/** @type {string} */ x, /** @type {string} */ value) =>
      html`At x = <b>${x}</b> the curve is a single point: the value is <b>${value}</b>, but on neither side is there
        any, and so there is no slope.`,
    edge: (/** @type {string} */ x, /** @type {string} */ value, /** @type {boolean} */ begins) =>
      html`At x = <b>${x}</b> the curve ${begins ? 'begins' : 'ends'}: the value is <b>${value}</b>, and
        ${begins ? 'to the left' : 'to the right'} there is none.`,
    edgeOpen: (/** @type {string} */ x, /** @type {string} */ limit, /** @type {boolean} */ begins) =>
      html`At x = <b>${x}</b> the curve ${begins ? 'begins' : 'ends'}: it tends to <b>${limit}</b> there, but has no
        value, and none ${begins ? 'to the left' : 'to the right'}.`,
    captionEdge: (/** @type {unknown} */ place, /** @type {string} */ slope, /** @type {boolean} */ finite) =>
      html`${place}
      ${finite ? html`On its own side the slope tends to <b>${slope}</b>.` : html`The slope is infinite, <b>${slope}</b>: the curve stands upright.`}`,
    captionUnsettled: (/** @type {string} */ x) =>
      html`The nearer to x = <b>${x}</b>, the more this curve swings: it settles on no slope, and has none there.`,
    captionUnclear: (/** @type {string} */ x) =>
      html`At x = <b>${x}</b> the rules of differentiation give no slope, and from the values near by nobody can tell
        what this curve tends to.`,
    captionFalls: (/** @type {string} */ x, /** @type {string} */ slope) =>
      html`At x = <b>${x}</b> the slope is <b>${slope}</b>: the curve falls to the right, so downhill is to the right.`,
    captionRises: (/** @type {string} */ x, /** @type {string} */ slope) =>
      html`At x = <b>${x}</b> the slope is <b>${slope}</b>: the curve rises to the right, so downhill is to the left.`,
    captionLevel: (/** @type {string} */ x) =>
      html`At x = <b>${x}</b> the slope is <b>0</b>: the curve is level there.`,
    captionWrongSign: (/** @type {string} */ h, /** @type {string} */ forward, /** @type {boolean} */ gap) =>
      html` The secant over h = <b>${h}</b> says <b>${forward}</b>, which has the wrong sign: it has stepped across a
        ${gap ? 'gap in' : 'turn of'} the curve.`,
    captionCoarse: (
      /** @type {string} */ h,
      /** @type {string} */ forward,
      /** @type {string} */ forwardError,
      /** @type {string} */ centralError,
    ) =>
      html` The secant over h = <b>${h}</b> says <b>${forward}</b> and is off by <b>${forwardError}</b>; the chord from
        x − h to x + h is off by <b>${centralError}</b>.`,
    captionRounding: (/** @type {string} */ h, /** @type {string} */ forwardError) =>
      html` With h = <b>${h}</b> the two heights agree in most of their digits, and rounding has eaten into what is
        left. The secant is off by <b>${forwardError}</b>, and a smaller h makes it worse.`,
    captionExact: (/** @type {string} */ h, /** @type {string} */ forward, /** @type {string} */ forwardError) =>
      html` The secant over h = <b>${h}</b> says <b>${forward}</b> and is off by <b>${forwardError}</b>. The chord from
        x − h to x + h is parallel to the tangent here, whatever h: it errs by rounding alone.`,
    captionCorner: (
      /** @type {string} */ x,
      /** @type {string} */ left,
      /** @type {string} */ right,
      /** @type {string} */ convention,
    ) =>
      html`At x = <b>${x}</b> the curve has a corner: the slope is <b>${left}</b> to its left and <b>${right}</b> to its
        right, and no h brings the two together. There is no tangent; the <b>${convention}</b> in the table is a
        convention.`,
    captionGap: (/** @type {string} */ h) =>
      html` At x + h, with h = <b>${h}</b>, there is no value to compare it with.`,
  },
  zh: {
    title: '一点处的斜率',
    curve: '曲线',
    ...curveWords.zh,
    'curve.own': '自己输入',
    formula: 'f(x) =',
    x: 'x',
    h: 'h',
    seen: '试过的最小的 h',
    curveLabel: '曲线、它在 x 处的切线，以及过 x 与 x + h 两点的割线',
    errorsLabel: '前向差商与中心差商的误差随 h 的变化，两轴都是对数刻度',
    point: '曲线上的点',
    tangentLabel: (slope) => `切线 ${slope}`,
    secantLabel: (slope) => `割线 ${slope}`,
    downhill: '下山',
    level: '水平',
    'place.smooth': '法则失效',
    'place.corner': '角点',
    'place.cusp': '尖点',
    'place.upright': '竖直',
    'place.jump': '跳跃',
    'place.hole': '缺一点',
    'place.pole': '无穷',
    'place.asymptote': '竖直渐近线',
    'place.edge': '端点',
    'place.isolated': '孤立点',
    'place.nowhere': '没有值',
    'place.unsettled': '没有极限',
    'place.unclear': '看不出',
    about: (number) => `约 ${number}`,
    times: (factor) => `× ${factor}`,
    error: '误差',
    forwardLaw: '前向：斜率 1',
    centralLaw: '中心：斜率 2',
    rounding: '舍入误差，1/h',
    floor: '解析：½ε|f′|',
    bestForward: '最佳 h ≈ √ε',
    bestCentral: '最佳 h ≈ ∛ε',
    untried: '更小的 h 还没试过',
    quotient: '斜率的算法',
    digits: '数值（正确的数字用粗体）',
    away: '误差',
    forward: '前向差商',
    central: '中心差商',
    analytic: '解析求导',
    forwardFormula: '(f(x + h) − f(x)) / h',
    centralFormula: '(f(x + h) − f(x − h)) / 2h',
    analyticFormula: 'f′(x)',
    question: '把 h 从 1 一直拖到 10⁻¹²。割线的误差起先在减小，然后呢？',
    guessFalls: '继续减小',
    guessStops: '不再减小',
    guessRises: '又变大',
    verdict: (least, last) => html`它在 h ≈ √ε 处降到 <b>${least}</b>；到 10⁻¹² 又回到 <b>${last}</b>。`,
    captionLoading: '数学模块正在加载。',
    captionFault: '这个公式读不懂，所以没有曲线。出错的位置已在公式下方标出。',
    captionNowhere: (x) => html`在 x = <b>${x}</b> 处及其附近，这个函数没有值。请把点拖到有曲线的地方。`,
    captionUnruly: (x, slope, convention) =>
      html`曲线在 x = <b>${x}</b> 处的斜率是
        <b>${slope}</b
        >，按求导法则却${convention === null ? '算不出来：中途遇到了跳跃、0/0 或 0·∞' : html`得到 <b>${convention}</b>：公式的一部分在这里有角点，它的斜率按约定取值`}。`,
    captionSlopes: (x, value, left, right, name) =>
      html`曲线在 x = <b>${x}</b> 处有一个${name === 'cusp' ? '尖点' : '角点'}，值是 <b>${value}</b>；左侧的斜率趋于
        <b>${left}</b>，右侧趋于 <b>${right}</b>，这一点没有斜率。`,
    captionUpright: (x, value, slope) =>
      html`在 x = <b>${x}</b> 处，值是 <b>${value}</b>，斜率是无穷大（<b>${slope}</b>）：切线是竖直的。`,
    captionJump: (x, left, right, value) =>
      html`曲线在 x =
        <b>${x}</b>
        处跳跃：${left === null ? '左侧没有值' : html`左侧趋于 <b>${left}</b>`}，${right === null ? '右侧没有值' : html`右侧趋于 <b>${right}</b>`}。${value === null ? '这里没有值' : html`这里的值是 <b>${value}</b>`}，没有斜率。`,
    captionHole: (x, limit, value) =>
      html`x = <b>${x}</b> 是可去间断点：从两侧都趋于
        <b>${limit}</b>，这一点${value === null ? '却没有值' : html`的值却是 <b>${value}</b>`}，也就没有斜率。`,
    captionPole: (x, left, right, name) =>
      html`x =
        <b>${x}</b>
        ${name === 'pole' ? '是无穷间断点' : '是曲线的竖直渐近线'}：${zhToSides(left, right)}。这一点既没有值，也没有斜率。`,
    captionIsolated: (x, value) =>
      html`x = <b>${x}</b> 是孤立点：这里的值是 <b>${value}</b>，两侧都没有值，也就没有斜率。`,
    edge: (x, value, begins) =>
      html`曲线在 x = <b>${x}</b> 处${begins ? '开始' : '结束'}：这里的值是
        <b>${value}</b>，${begins ? '左边' : '右边'}没有值。`,
    edgeOpen: (x, limit, begins) =>
      html`曲线在 x = <b>${x}</b> 处${begins ? '开始' : '结束'}：它趋于
        <b>${limit}</b>，这一点没有值，${begins ? '左边' : '右边'}也没有。`,
    captionEdge: (place, slope, finite) =>
      html`${place}${finite ? html`有曲线的一侧，斜率趋于 <b>${slope}</b>。` : html`斜率是无穷大（<b>${slope}</b>）：曲线在这里是竖直的。`}`,
    captionUnsettled: (x) => html`越靠近 x = <b>${x}</b>，这条曲线摆动得越厉害，斜率不趋于任何值，这一点没有斜率。`,
    captionUnclear: (x) => html`在 x = <b>${x}</b> 处，求导法则给不出斜率；从附近的值也看不出曲线趋于什么。`,
    captionFalls: (x, slope) => html`在 x = <b>${x}</b> 处斜率是 <b>${slope}</b>：曲线向右下降，下山要往右走。`,
    captionRises: (x, slope) => html`在 x = <b>${x}</b> 处斜率是 <b>${slope}</b>：曲线向右上升，下山要往左走。`,
    captionLevel: (x) => html`在 x = <b>${x}</b> 处斜率是 <b>0</b>：曲线在这里是水平的。`,
    captionWrongSign: (h, forward, gap) =>
      html`h = <b>${h}</b> 的割线却给出
        <b>${forward}</b>，连符号都错了：这一步跨过了曲线${gap ? '断开' : '拐头'}的地方。`,
    captionCoarse: (h, forward, forwardError, centralError) =>
      html`h = <b>${h}</b> 的割线给出 <b>${forward}</b>，误差 <b>${forwardError}</b>；从 x − h 到 x + h 的弦，误差
        <b>${centralError}</b>。`,
    captionRounding: (h, forwardError) =>
      html`h = <b>${h}</b> 时，两个高度的大部分数字都相同，相减之后所剩无几，又混进了舍入误差。割线的误差是
        <b>${forwardError}</b>，h 再小只会更糟。`,
    captionExact: (h, forward, forwardError) =>
      html`h = <b>${h}</b> 的割线给出 <b>${forward}</b>，误差 <b>${forwardError}</b>。在这里，不论 h 多大，从 x − h 到 x
        + h 的弦都与切线平行，只剩舍入误差。`,
    captionCorner: (x, left, right, convention) =>
      html`曲线在 x = <b>${x}</b> 处有一个角点：左侧斜率 <b>${left}</b>，右侧斜率 <b>${right}</b>，h
        再小，二者也不会靠拢。这里没有切线，表中的 <b>${convention}</b> 只是约定。`,
    captionGap: (h) => html`h = <b>${h}</b> 时，x + h 处没有值可比。`,
  },
});
