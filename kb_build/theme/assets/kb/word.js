// The document as a Word file (ECMA-376, WordprocessingML), typeset as GB/T 9704-2012 (format of
// official documents) has it, as kb_build/export/word.py does: see there for sizes and fonts.
(function () {
  "use strict";
  const kb = window.kb;

  const SONG = "方正小标宋简体", HEI = "黑体", KAI = "楷体_GB2312", FANG = "仿宋_GB2312";
  const MM = 1440 / 25.4; // twentieths of a point
  const LINE = 579; // 28.95 pt: 22 lines in 225 mm
  const SIZE = 32; // half points: 三号
  // Style: its id and name in Word, font, indent of the first line in hundredths of a character.
  const STYLES = {
    title: ["Title", "Title", SONG, 0],
    entry: ["Heading1", "heading 1", HEI, 200],
    section: ["Heading2", "heading 2", KAI, 200],
    told: ["BodyText", "Body Text", FANG, 200],
    quotation: ["Quote", "Quote", FANG, 200],
    sources: ["Heading1", "heading 1", HEI, 200],
    source: ["Bibliography", "Bibliography", FANG, 0],
  };

  const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
  const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
  const TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
  const REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
  const PARTS = ["styles", "settings", "footer1", "footer2"];
  const kindOf = (part) => part.replace(/\d/, "");

  // XML 1.0 has no way to write the other control characters.
  const xml = (text) => text.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "")
    .replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");

  const fonts = (font) =>
    `<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman" w:eastAsia="${font}"/>`;

  function style(id, name, font, indent) {
    const isTitle = id === "Title";
    const level = { Heading1: 0, Heading2: 1 }[id];
    return `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/><w:qFormat/><w:pPr>`
      + (level === undefined ? "" : "<w:keepNext/>") + '<w:widowControl w:val="0"/>'
      + `<w:spacing w:before="0" w:after="${isTitle ? LINE : 0}" w:line="${isTitle ? 720 : LINE}" w:lineRule="exact"/>`
      + `<w:ind w:firstLineChars="${indent}" w:firstLine="${indent * 3.2}"/><w:jc w:val="${isTitle ? "center" : "both"}"/>`
      + (level === undefined ? "" : `<w:outlineLvl w:val="${level}"/>`)
      + `</w:pPr><w:rPr>${fonts(font)}<w:sz w:val="${isTitle ? 44 : SIZE}"/></w:rPr></w:style>`;
  }

  function styles() {
    const every = new Map(Object.values(STYLES).map((one) => [one[0], one]));
    return `<w:styles ${W}>${[...every.values()].map((one) => style(...one)).join("")}</w:styles>`;
  }

  const run = (text, more = "") => `<w:r>${more}<w:t xml:space="preserve">${xml(text)}</w:t></w:r>`;

  // A paragraph of the source is one of the document; the mark of its source comes after the last.
  function paragraphs(block) {
    const lines = kb.paper.numbered({ ...block, source: 0 }).split("\n");
    const mark = block.source ? run(`[${block.source}]`, '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>') : "";
    return lines.map((line, at) =>
      `<w:p><w:pPr><w:pStyle w:val="${STYLES[block.style][0]}"/></w:pPr>${run(line)}${at === lines.length - 1 ? mark : ""}</w:p>`).join("");
  }

  // — 1 — at the outer edge, one character from it, in 宋体 四号.
  function footer(side) {
    const look = `<w:rPr>${fonts("宋体")}<w:sz w:val="28"/></w:rPr>`;
    return `<w:ftr ${W}><w:p><w:pPr><w:ind w:${side}="280"/><w:jc w:val="${side}"/></w:pPr>${run("— ", look)}`
      + `<w:fldSimple w:instr="PAGE">${run("1", look)}</w:fldSimple>${run(" —", look)}</w:p></w:ftr>`;
  }

  function section() {
    const mm = (size) => Math.round(size * MM);
    return '<w:sectPr><w:footerReference w:type="default" r:id="rId3"/><w:footerReference w:type="even" r:id="rId4"/>'
      + `<w:pgSz w:w="${mm(210)}" w:h="${mm(297)}"/><w:pgMar w:top="${mm(37)}" w:bottom="${mm(35)}" w:left="${mm(28)}" w:right="${mm(26)}" w:header="${mm(15)}" w:footer="${mm(23)}" w:gutter="0"/></w:sectPr>`;
  }

  // What the file says about itself (ECMA-376, part 2, 11).
  const CORE = "application/vnd.openxmlformats-package.core-properties+xml";
  const CORE_REL = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";

  const about = (title, creator) =>
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    + `xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${xml(title)}</dc:title>`
    + `<dc:creator>${xml(creator)}</dc:creator></cp:coreProperties>`;

  function parts(blocks, creator) {
    const types = [["document", "document.main"], ...PARTS.map((part) => [part, kindOf(part)])];
    const rels = (rows) => `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${rows
      .map(([kind, target], at) => `<Relationship Id="rId${at + 1}" Type="${kind === "core" ? CORE_REL : REL + kind}" Target="${target}"/>`).join("")}</Relationships>`;
    return {
      "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        + '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        + types.map(([part, kind]) => `<Override PartName="/word/${part}.xml" ContentType="${TYPE}${kind}+xml"/>`).join("")
        + `<Override PartName="/docProps/core.xml" ContentType="${CORE}"/></Types>`,
      "_rels/.rels": rels([["officeDocument", "word/document.xml"], ["core", "docProps/core.xml"]]),
      "word/_rels/document.xml.rels": rels(PARTS.map((part) => [kindOf(part), `${part}.xml`])),
      "word/document.xml": `<w:document ${W} xmlns:r="${REL.slice(0, -1)}"><w:body>${blocks.map(paragraphs).join("")}${section()}</w:body></w:document>`,
      "word/styles.xml": styles(),
      "word/settings.xml": `<w:settings ${W}><w:evenAndOddHeaders/></w:settings>`,
      "docProps/core.xml": about(blocks[0].text, creator),
      "word/footer1.xml": footer("right"),
      "word/footer2.xml": footer("left"),
    };
  }

  // The bytes of the file, by the creator of that name; the same for the same blocks.
  kb.word = function (blocks, creator) {
    const files = Object.entries(parts(blocks, creator)).map(([name, text]) => [name, window.fflate.strToU8(HEAD + text)]);
    return window.fflate.zipSync(Object.fromEntries(files), { mtime: "1980-01-01T00:00:00" });
  };
})();
