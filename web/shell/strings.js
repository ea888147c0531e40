// @ts-check
// The words around the chapters.
import { defineStrings } from '../kit/strings.js';

export const strings = defineStrings({
  en: {
    skip: 'Skip to the text',
    chapters: 'Chapters',
    toEnglish: 'English',
    toChinese: '中文',
    themeSystem: 'Light or dark as the system has it',
    themeLight: 'Light',
    themeDark: 'Dark',
    theme: (/** @type {string} */ now) => `Colours: ${now}. Change`,
    notFoundTitle: 'No path leads here',
    notFound: 'There is nothing at this address; perhaps the link is older than the page. These are the chapters:',
    notFoundFigure: (/** @type {string} */ name) =>
      `This chapter has no figure called “${name}”. Here is the chapter itself:`,
    loadFailed: 'This part could not be loaded. Is the network there?',
    again: 'try again',
    footer:
      'Every number and every frame here is computed in your browser, by C++ that you can read beside each figure.',
    openPage: 'Open in Downhill',
  },
  zh: {
    skip: '跳到正文',
    chapters: '章节',
    toEnglish: 'English',
    toChinese: '中文',
    themeSystem: '跟随系统',
    themeLight: '浅色',
    themeDark: '深色',
    theme: (now) => `配色：${now}。点击切换`,
    notFoundTitle: '此处无路',
    notFound: '这个地址下没有内容，链接可能已经过期。现有的章节：',
    notFoundFigure: (name) => `这一章没有名为“${name}”的图。请看这一章：`,
    loadFailed: '这一部分没能加载。网络是否正常？',
    again: '重试',
    footer: '这里的每个数字、每一帧画面都由 C++ 在你的浏览器里实时算出，源码就在每张图旁边。',
    openPage: '在“下山”中打开',
  },
});
