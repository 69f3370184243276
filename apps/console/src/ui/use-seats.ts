import { useState } from "react";

type Id = { readonly id: string };

/**
 * Keys for the drawn rows of a long list. While a list stays in its order each row keeps its key, so that focus stays
 * with what it is on whatever the next tick moves. In another order every row takes the key of the one that stood at its
 * place: what is drawn there is written anew, and not taken away and made again, which was half of what a sort costs.
 * Only for rows that keep nothing of their own.
 * @param order what a person chose: the sort, the search
 */
export function useSeats(rows: readonly Id[], order: string): (row: Id) => string {
  const [seats, setSeats] = useState(() => ({ order, places: placesOf(rows) }));
  const now = seats.order === order ? seats : { order, places: placesOf(rows) };
  if (now !== seats) setSeats(now);
  return ({ id }) => {
    const place = now.places.get(id);
    return place === undefined ? `came later: ${id}` : String(place);
  };
}

const placesOf = (rows: readonly Id[]): ReadonlyMap<string, number> =>
  new Map(rows.map(({ id }, place) => [id, place]));
