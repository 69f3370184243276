/** Servers fit into their rack and no two fill the same unit; racks of a row stand in different places. */
import type { CenterDocument, Issue, Rack } from "@aidc/contract";

export function checkPlacement(document: CenterDocument): Issue[] {
  return [...checkServersFit(document), ...checkRackPositions(document), ...checkUsableHeight(document)];
}

function checkServersFit(document: CenterDocument): Issue[] {
  const racks = new Map<string, Rack>(document.racks.map((rack) => [rack.id, rack]));
  const filled = new Map<string, { index: number; id: string }>();
  const issues: Issue[] = [];
  for (const [index, server] of document.servers.entries()) {
    const rack = racks.get(server.rack);
    if (!rack || server.positionU === undefined || server.heightU === null) continue;
    const top = server.positionU + server.heightU - 1;
    if (rack.heightU !== null && top > rack.heightU) {
      const message = `fills units ${server.positionU} to ${top}, but rack "${rack.id}" has ${rack.heightU}`;
      issues.push({ path: `servers.${index}.positionU`, message });
      continue;
    }
    let clash: { index: number; id: string } | undefined;
    for (let unit = server.positionU; unit <= top; unit++) {
      clash ??= filled.get(`${rack.id}/${unit}`);
      filled.set(`${rack.id}/${unit}`, { index, id: server.id });
    }
    if (clash) {
      const message = `units ${server.positionU} to ${top} of rack "${rack.id}" overlap with server "${clash.id}"`;
      issues.push({ path: `servers.${index}.positionU`, message });
    }
  }
  return issues;
}

function checkRackPositions(document: CenterDocument): Issue[] {
  const taken = new Map<string, string>();
  return document.racks.flatMap((rack, index) => {
    const place = `${rack.row}/${rack.position}`;
    const other = taken.get(place);
    taken.set(place, other ?? rack.id);
    if (other === undefined) return [];
    const message = `position ${rack.position} of row "${rack.row}" is taken by rack "${other}"`;
    return [{ path: `racks.${index}.position`, message }];
  });
}

function checkUsableHeight(document: CenterDocument): Issue[] {
  return document.racks.flatMap(({ usableU, heightU }, index) =>
    usableU !== undefined && heightU !== null && usableU > heightU
      ? [
          {
            path: `racks.${index}.usableU`,
            message: `${usableU} usable units exceed the height of ${heightU}`,
          },
        ]
      : [],
  );
}
