import path from "node:path";
import pdfmake from "pdfmake";
import type { TDocumentDefinitions } from "pdfmake/interfaces";

// PDFs with the Chinese font embedded, so that their text can be selected and looks the same everywhere.

/** The two that pdfmake 0.3 has and its types do not name. */
interface AccessPolicies {
  setUrlAccessPolicy(allow: (url: string) => boolean): void;
  setLocalAccessPolicy(allow: (file: string) => boolean): void;
}

const FONTS = path.resolve("node_modules", "@expo-google-fonts", "noto-sans-tc");
const FONT = "NotoSansTC";

const printer = pdfmake as typeof pdfmake & AccessPolicies;
const normal = path.join(FONTS, "400Regular", "NotoSansTC_400Regular.ttf");
const bold = path.join(FONTS, "700Bold", "NotoSansTC_700Bold.ttf");
printer.setFonts({ [FONT]: { normal, bold, italics: normal, bolditalics: bold } });
// Nothing is fetched, and of the machine's files only the fonts are read: pictures come as data.
printer.setUrlAccessPolicy(() => false);
printer.setLocalAccessPolicy((file) => path.resolve(file).startsWith(FONTS));

const CENTIMETRE = 28.35;

/** Points of a length in centimetres, as pdfmake measures. */
export function cm(length: number): number {
  return length * CENTIMETRE;
}

/** A document as the bytes of a PDF: A4 with margins of two centimetres and 11 points, unless the definition says otherwise. */
export function renderPdf(definition: TDocumentDefinitions): Promise<Buffer> {
  return printer
    .createPdf({
      pageSize: "A4",
      pageMargins: [cm(2), cm(2), cm(2), cm(2)],
      ...definition,
      defaultStyle: { font: FONT, fontSize: 11, lineHeight: 1.35, ...definition.defaultStyle },
    })
    .getBuffer();
}
