declare module 'subset-font' {
  interface Options {
    targetFormat?: string;
    keepFeatures?: string[];
    noHinting?: boolean;
    keepAllGlyphs?: boolean;
  }
  export default function subsetFont(font: Buffer, text: string, options?: Options): Promise<Buffer>;
}
