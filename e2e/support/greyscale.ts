import type { Locator } from "playwright-core";

/** Lightness of a small picture without its colour, 0 to 1, row by row. */
export type GreyPicture = readonly number[];

const side = 24;

/** Each element as it is drawn, without colour and at one size. */
export async function greyPictures(elements: Locator): Promise<GreyPicture[]> {
  const page = elements.page();
  const style = await page.addStyleTag({ content: "html { filter: grayscale(1) !important }" });
  const pictures: GreyPicture[] = [];
  for (const element of await elements.all()) {
    const png = (await element.screenshot()).toString("base64");
    pictures.push(await page.evaluate(readLightness, { png, side }));
  }
  await style.evaluate((element) => element.parentNode?.removeChild(element));
  return pictures;
}

async function readLightness({ png, side }: { png: string; side: number }): Promise<number[]> {
  const bytes = Uint8Array.from(atob(png), (character) => character.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
  const context = new OffscreenCanvas(side, side).getContext("2d");
  if (!context) throw new Error("no canvas");
  context.drawImage(bitmap, 0, 0, side, side);
  const { data } = context.getImageData(0, 0, side, side);
  return Array.from({ length: side * side }, (_, at) => (data[4 * at] ?? 0) / 255);
}

/** @returns how far apart the two most alike are: the mean difference of their lightness, 0 to 1 */
export function leastDifference(pictures: readonly GreyPicture[]): number {
  let least = 1;
  for (const [at, one] of pictures.entries())
    for (const other of pictures.slice(at + 1)) {
      const sum = one.reduce((total, value, pixel) => total + Math.abs(value - (other[pixel] ?? 0)), 0);
      least = Math.min(least, sum / one.length);
    }
  return least;
}
