package io.filelibrary.internal;

import io.filelibrary.error.InvalidLink;
import io.filelibrary.error.NotAFolder;
import io.filelibrary.model.CreateOptions;
import io.filelibrary.model.Destination;
import io.filelibrary.model.FolderItem;
import io.filelibrary.model.FolderRef;
import io.filelibrary.model.ItemKind;
import io.filelibrary.model.ItemName;
import io.filelibrary.model.LinkItem;
import io.filelibrary.model.LinkUrl;
import io.filelibrary.spi.Action;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.ItemRecord;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Creates folders and links. */
public final class Creation {
  private final Transactions transactions;
  private final Placer placer;
  private final Ids ids;
  private final Set<String> linkSchemes;

  Creation(Transactions transactions, Placer placer, Ids ids, Set<String> linkSchemes) {
    this.transactions = transactions;
    this.placer = placer;
    this.ids = ids;
    this.linkSchemes = linkSchemes;
  }

  /**
   * Creates a folder.
   *
   * @param session where and for whom
   * @param destination where in the channel
   * @param options how
   * @return the folder
   */
  public FolderItem folder(Session session, Destination destination, CreateOptions options) {
    ItemName name = Placer.nameOf(destination);
    return transactions.write(session, tree -> create(tree, destination.folder(), name, options));
  }

  /**
   * Returns the folder at a place, and creates what is missing.
   *
   * @param session where and for whom
   * @param destination where in the channel
   * @return the folder
   */
  public FolderItem ensureFolder(Session session, Destination destination) {
    ItemName name = Placer.nameOf(destination);
    CreateOptions options = CreateOptions.DEFAULT.withCreateParents();
    Optional<FolderItem> found =
        transactions.read(session, tree -> existing(tree, destination, name));
    if (found.isPresent()) {
      return found.get();
    }
    return transactions.write(
        session,
        tree -> {
          // Somebody else may have created it since.
          Optional<FolderItem> existing = existing(tree, destination, name);
          return existing.isPresent()
              ? existing.get()
              : create(tree, destination.folder(), name, options);
        });
  }

  /**
   * Creates a link.
   *
   * @param session where and for whom
   * @param destination where in the channel
   * @param url what it points to
   * @param options how
   * @return the link
   */
  public LinkItem link(
      Session session, Destination destination, LinkUrl url, CreateOptions options) {
    ItemName name = Placer.nameOf(destination);
    requireAllowed(url);
    return transactions.write(
        session,
        tree -> {
          Placer.Place place =
              placer.take(
                  tree,
                  destination.folder(),
                  name,
                  options.createParents(),
                  Placer.Arrival.of(ItemKind.LINK, options.conflict()));
          ItemRecord record =
              new ItemRecord(
                  ids.item(),
                  session.channel(),
                  ItemKind.LINK,
                  place.living(),
                  place.name().value(),
                  tree.key(place.name()),
                  tree.stamp(),
                  tree.stamp(),
                  1,
                  options.visibility(),
                  options.attributes(),
                  Optional.of(url),
                  Optional.empty());
          tree.create(record);
          return (LinkItem) place.folder().child(record).item();
        });
  }

  /** Fails if the library does not allow links of the URL's scheme. */
  void requireAllowed(LinkUrl url) {
    if (!linkSchemes.contains(url.scheme())) {
      throw new InvalidLink(
          url.value(), "links have one of the schemes " + new TreeSet<>(linkSchemes));
    }
  }

  private FolderItem create(TreeWriter tree, FolderRef folder, ItemName name, CreateOptions options)
      throws BackendException {
    Placer.Arrival arrival = Placer.Arrival.of(ItemKind.FOLDER, options.conflict());
    Placer.Place place = placer.take(tree, folder, name, options.createParents(), arrival);
    ItemRecord record =
        placer.newFolder(
            tree, place.living(), place.name(), options.visibility(), options.attributes());
    tree.create(record);
    return (FolderItem) place.folder().child(record).item();
  }

  private static Optional<FolderItem> existing(
      TreeReader tree, Destination destination, ItemName name) throws BackendException {
    Optional<Node> parent = tree.lookUp(destination.folder());
    if (parent.isEmpty() || !parent.get().isFolder()) {
      return Optional.empty();
    }
    Optional<Node> found = tree.child(parent.get(), tree.key(name));
    if (found.isEmpty()) {
      return Optional.empty();
    }
    if (!found.get().isFolder()) {
      throw new NotAFolder(found.get().path().toString());
    }
    tree.require(Action.READ, found.get());
    return Optional.of((FolderItem) found.get().item());
  }
}
