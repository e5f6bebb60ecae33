package io.filelibrary.server;

import io.filelibrary.TrashBin;
import io.filelibrary.model.Item;
import io.filelibrary.model.Page;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/** What is in a trash, the newest first, read page by page. */
final class TrashedItems implements Iterator<Item> {
  private static final int PAGE = 1000;

  private final TrashBin trash;
  private Page<Item> page;
  private int at;

  TrashedItems(TrashBin trash) {
    this.trash = trash;
    this.page = trash.list(Optional.empty(), PAGE);
  }

  @Override
  public boolean hasNext() {
    while (at == page.items().size() && page.next().isPresent()) {
      page = trash.list(page.next(), PAGE);
      at = 0;
    }
    return at < page.items().size();
  }

  @Override
  public Item next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return page.items().get(at++);
  }
}
